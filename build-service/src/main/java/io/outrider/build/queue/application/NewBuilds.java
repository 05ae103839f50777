package io.outrider.build.queue.application;

import io.outrider.build.queue.domain.BuildOrder;
import io.outrider.build.queue.domain.BuildState.Queued;
import io.outrider.outbox.OutgoingMessage;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.function.Function;

/** Port: adds builds in the transaction that their requests are taken in. */
public interface NewBuilds {

    /** Adds those that are not known by their id; returns the events that tell of them. */
    List<OutgoingMessage<?>> add(
            SqlConnection transaction, List<BuildOrder> orders, Function<BuildOrder, Queued> beginning);
}
