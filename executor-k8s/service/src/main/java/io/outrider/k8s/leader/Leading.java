package io.outrider.k8s.leader;

import io.outrider.k8s.attempt.application.Attempts;
import io.outrider.k8s.attempt.inbound.kafka.TaskCommandsLoop;
import io.outrider.k8s.attempt.inbound.kubernetes.ClusterWatch;
import io.outrider.k8s.lease.Tenure;
import io.outrider.k8s.node.application.Registering;
import io.outrider.outbox.RecordCodec;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What the leading replica does: first it sees what is there, then it takes commands; time passes once a second. */
@ApplicationScoped
public class Leading {

    private static final Logger LOG = Logger.getLogger(Leading.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int TICKS_BETWEEN_SWEEPS = 60;

    private final Attempts attempts;
    private final ClusterWatch watch;
    private final TaskCommandsLoop commands;
    private final Registering registering;
    private final RecordCodec codec;
    private final Tenure tenure;
    private final Clock clock;
    private volatile boolean leads;
    private volatile @Nullable String hindrance;

    Leading(
            Attempts attempts,
            ClusterWatch watch,
            TaskCommandsLoop commands,
            Registering registering,
            RecordCodec codec,
            Tenure tenure,
            Clock clock) {
        this.attempts = attempts;
        this.watch = watch;
        this.commands = commands;
        this.registering = registering;
        this.codec = codec;
        this.tenure = tenure;
        this.clock = clock;
    }

    /** Tells whether this replica works at the moment, and may. */
    public boolean leads() {
        return leads && tenure.lasts();
    }

    /** Returns why this replica could not lead when it was to; null if it could, and once another one leads. */
    @Nullable
    String hindrance() {
        return hindrance;
    }

    /** Another replica has taken over. */
    void anotherLeads() {
        hindrance = null;
    }

    /**
     * Works until interrupted.
     *
     * @throws ClusterWatch.Blind if this replica cannot see what is there
     */
    void run() throws InterruptedException {
        try {
            while (!codec.ready()) {
                Thread.sleep(TICK.toMillis() / 5);
            }
            attempts.clear();
            see();
            registering.start();
            commands.start();
            leads = true;
            LOG.infof("Leading; %d attempts are there", attempts.size());
            for (int tick = 0; ; tick++) {
                attempts.tick();
                registering.tick();
                if (tick % TICKS_BETWEEN_SWEEPS == 0) {
                    watch.sweep(clock.instant());
                }
                Thread.sleep(TICK.toMillis());
            }
        } finally {
            leads = false;
            end();
        }
    }

    private void see() throws InterruptedException {
        try {
            watch.start();
            hindrance = null;
        } catch (ClusterWatch.Blind e) {
            hindrance = e.getMessage();
            throw e;
        }
    }

    private void end() throws InterruptedException {
        boolean interrupted = Thread.interrupted();
        commands.stop();
        watch.stop();
        attempts.clear();
        LOG.info("Not leading any more");
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
