package io.outrider.reactor.reaction.application;

import io.outrider.outbox.Transactions;
import io.outrider.reactor.reaction.outbound.postgres.FiringTable;
import io.outrider.reactor.window.outbound.postgres.GroupKey;
import io.outrider.reactor.window.outbound.postgres.GroupTable;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Deletes groups that say nothing any more, and firings that are as old as events may get; in bites, so that no transaction is long. */
@ApplicationScoped
class ForgettingGroups {

    private static final Logger LOG = Logger.getLogger(ForgettingGroups.class);
    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final int BITE = 5_000;

    /** Events of an earlier time may still wait to be decided. */
    private static final Duration MARGIN = Duration.ofHours(1);

    private static final GroupKey FIRST = new GroupKey("", "", "");

    private final GroupTable groups;
    private final FiringTable firings;
    private final Transactions transactions;
    private final Duration retention;
    private @Nullable Thread thread;

    ForgettingGroups(
            GroupTable groups,
            FiringTable firings,
            Transactions transactions,
            @ConfigProperty(name = "outrider.events.retention", defaultValue = "P30D") Duration retention) {
        this.groups = groups;
        this.firings = firings;
        this.transactions = transactions;
        this.retention = retention;
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofVirtual().name("forgetting-groups").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(PAUSE);
                forgetGroups(Clock.systemUTC().instant().minus(MARGIN));
                forgetFirings(Clock.systemUTC().instant().minus(retention));
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warnf("Expected to delete old groups, but %s; trying again in %s", e.getMessage(), PAUSE);
            }
        }
    }

    /** Deletes every group that expired before this time; returns how many. */
    long forgetGroups(Instant before) {
        long all = 0;
        GroupKey last = FIRST;
        Optional<GroupTable.Bite> bite;
        do {
            GroupKey after = last;
            bite = transactions.run(transaction -> groups.forget(transaction, after, before, BITE));
            last = bite.map(GroupTable.Bite::last).orElse(last);
            all += bite.map(GroupTable.Bite::deleted).orElse(0L);
        } while (bite.isPresent());
        return all;
    }

    /** Deletes every firing from before, and what is known of its jobs. */
    long forgetFirings(Instant before) {
        long all = 0;
        long some;
        do {
            some = transactions.run(transaction -> firings.forget(transaction, before, BITE));
            all += some;
        } while (some > 0);
        return all;
    }
}
