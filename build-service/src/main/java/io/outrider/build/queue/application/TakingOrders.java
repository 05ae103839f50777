package io.outrider.build.queue.application;

import io.outrider.build.queue.domain.BuildDecider;
import io.outrider.build.queue.domain.BuildOrder;
import io.outrider.outbox.OutgoingMessage;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Puts requested builds into the queue, each id once. */
@ApplicationScoped
public class TakingOrders {
    private final NewBuilds builds;
    private final BuildDecider decider;

    TakingOrders(NewBuilds builds, BuildDecider decider) {
        this.builds = builds;
        this.decider = decider;
    }

    /** Takes orders in the transaction; what it returns belongs into the same. */
    public List<OutgoingMessage<?>> take(SqlConnection transaction, List<BuildOrder> orders) {
        Instant now = Instant.now();
        return builds.add(transaction, orders, order -> decider.begin(now));
    }
}
