package io.outrider.gateway.node.application;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.outrider.gateway.attempt.application.AttemptWriter;
import io.outrider.gateway.attempt.application.Step;
import io.outrider.gateway.attempt.domain.AttemptCommand;
import io.outrider.gateway.attempt.domain.AttemptKey;
import io.outrider.gateway.identity.application.Identities;
import io.outrider.gateway.node.outbound.postgres.DeskTable;
import io.outrider.gateway.node.outbound.postgres.ReplicaChannel;
import io.outrider.gateway.settings.GatewaySettings;
import io.outrider.protocol.TaskRef;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What happens by the clock or on a word from another replica: missing nodes, offers that nobody accepts, desks to be laid anew. */
@ApplicationScoped
class Rounds {

    private static final Logger LOG = Logger.getLogger(Rounds.class);

    /** After a start agents need some time to come back before they are missing. */
    private static final Duration GRACE = Duration.ofSeconds(20);

    private static final Duration DESERTED = Duration.ofMinutes(5);

    private final Desks desks;
    private final DeskTable table;
    private final Polling polling;
    private final Presence presence;
    private final Identities identities;
    private final AttemptWriter writer;
    private final ReplicaChannel channel;
    private final GatewaySettings settings;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(
            1, Thread.ofPlatform().daemon().name("rounds").factory());
    private @Nullable Thread listener;

    Rounds(
            Desks desks,
            DeskTable table,
            Polling polling,
            Presence presence,
            Identities identities,
            AttemptWriter writer,
            ReplicaChannel channel,
            GatewaySettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.desks = desks;
        this.table = table;
        this.polling = polling;
        this.presence = presence;
        this.identities = identities;
        this.writer = writer;
        this.channel = channel;
        this.settings = settings;
        this.clock = clock;
        Gauge.builder("outrider.gateway.polls.parked", desks, Desks::parked).register(meters);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the tasks catch and log what fails
    void start(@Observes StartupEvent event) {
        timer.scheduleWithFixedDelay(() -> quietly(presence::sweep), GRACE.toMillis(), 1000, TimeUnit.MILLISECONDS);
        timer.scheduleWithFixedDelay(() -> quietly(this::lapse), 1, 1, TimeUnit.SECONDS);
        timer.scheduleWithFixedDelay(() -> quietly(this::rescan), 5, 5, TimeUnit.SECONDS);
        timer.scheduleWithFixedDelay(() -> quietly(identities::purgeTokens), 1, 60, TimeUnit.MINUTES);
        listener = Thread.ofPlatform().daemon().name("replica-channel").start(this::listen);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
        if (listener != null) {
            listener.interrupt();
        }
    }

    /** Offers that an agent had for long enough are refused in its name. */
    private void lapse() {
        Instant now = clock.instant();
        Duration accept = settings.offers().accept();
        List<Step> steps = new ArrayList<>();
        for (Map.Entry<String, Desk> entry : desks.all().entrySet()) {
            for (TaskRef ref : entry.getValue().handedOutBefore(now.minus(accept))) {
                String reason = "the node had the offer and did not accept it within " + accept.toSeconds() + " s";
                steps.add(Step.of(
                        new AttemptKey(ref.task(), ref.attempt()), new AttemptCommand.Lapse(ref.epoch(), reason)));
                entry.getValue().forget(ref);
            }
        }
        if (!steps.isEmpty()) {
            writer.submit(steps).toCompletableFuture().join();
        }
        desks.clear(now.minus(DESERTED));
    }

    /** For words that were lost. */
    private void rescan() {
        identities.refresh();
        List<String> parked = desks.all().entrySet().stream()
                .filter(entry -> entry.getValue().isParked())
                .map(Map.Entry::getKey)
                .toList();
        if (!parked.isEmpty()) {
            table.busy(parked).forEach(polling::refresh);
        }
    }

    private void listen() {
        while (!timer.isShutdown()) {
            try {
                channel.listen(new Words());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.debugf("the channel between replicas broke: %s", e.getMessage());
            }
            try {
                Thread.sleep(Duration.ofSeconds(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private final class Words implements ReplicaChannel.Listener {

        @Override
        public void wake(String node) {
            Thread.startVirtualThread(() -> quietly(() -> polling.refresh(node)));
        }

        @Override
        public void enrolmentChanged(String node) {
            Thread.startVirtualThread(() -> quietly(() -> identities.refresh(node)));
        }

        @Override
        public void missed() {
            quietly(identities::refresh);
        }
    }

    private static void quietly(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warnf("Expected to make a round, but %s; another follows", e.getMessage());
        }
    }
}
