package io.outrider.agent.task;

import io.outrider.protocol.Cancel;
import io.outrider.protocol.Offer;
import io.outrider.protocol.PollResponse;
import io.outrider.protocol.TaskRef;
import java.util.List;
import java.util.function.Consumer;

/** Does what the gateway says. Saying it twice changes nothing. */
final class Instructions {

    private static final System.Logger LOG = System.getLogger(Instructions.class.getName());

    private final HeldTasks tasks;
    private final Consumer<List<Offer>> accepting;
    private final Stopping stopping;
    private volatile boolean takesOffers = true;

    Instructions(HeldTasks tasks, Consumer<List<Offer>> accepting, Stopping stopping) {
        this.tasks = tasks;
        this.accepting = accepting;
        this.stopping = stopping;
    }

    /** Passes over offers from now on; the gateway gives them to another node. */
    void takeNoMore() {
        takesOffers = false;
    }

    void follow(PollResponse response) {
        accepting.accept(response.offers().stream()
                .filter(offer -> takesOffers && tasks.add(new HeldTask(offer.ref(), offer.job())))
                .toList());
        cancel(response.cancels());
        gone(response.gone());
    }

    void cancel(List<Cancel> cancels) {
        cancels.forEach(cancel -> tasks.get(cancel.ref()).ifPresent(task -> stopping.cancel(task, cancel)));
    }

    void gone(List<TaskRef> refs) {
        refs.forEach(ref -> tasks.get(ref)
                // While the acceptance is on its way the gateway may not know the task yet; its answer will tell.
                .filter(task -> task.phase() != HeldTask.Phase.ACCEPTING && task.markGone())
                .ifPresent(task -> {
                    LOG.log(System.Logger.Level.INFO, "Not this node's any more, stopping; " + task);
                    stopping.drop(task);
                }));
    }
}
