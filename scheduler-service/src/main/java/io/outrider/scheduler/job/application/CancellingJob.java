package io.outrider.scheduler.job.application;

import io.outrider.scheduler.job.domain.JobId;
import io.outrider.scheduler.log.application.Wakeups;
import io.outrider.scheduler.round.application.RoundCommand;
import io.outrider.scheduler.round.application.Rounds;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Asks for the end of a job. */
@ApplicationScoped
public class CancellingJob {

    private final Rounds rounds;
    private final Wakeups wakeups;

    CancellingJob(Rounds rounds, Wakeups wakeups) {
        this.rounds = rounds;
        this.wakeups = wakeups;
    }

    /** Completes after the commit, on the caller's event loop. A job that has ended stays as it is. */
    public Uni<Void> cancel(JobId job, String user) {
        Context context = Vertx.currentContext();
        Uni<Void> done = Uni.createFrom()
                .completionStage(() -> rounds.submit(new RoundCommand.Cancel(job, "cancelled by " + user)))
                .invoke(() -> wakeups.changed(List.of(job)))
                .replaceWithVoid();
        return context == null ? done : done.emitOn(task -> context.runOnContext(any -> task.run()));
    }
}
