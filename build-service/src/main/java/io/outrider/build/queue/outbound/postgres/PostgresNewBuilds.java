package io.outrider.build.queue.outbound.postgres;

import io.outrider.build.queue.application.NewBuilds;
import io.outrider.build.queue.domain.Build;
import io.outrider.build.queue.domain.BuildOrder;
import io.outrider.build.queue.domain.BuildState.Queued;
import io.outrider.build.queue.outbound.kafka.BuildEvents;
import io.outrider.outbox.OutgoingMessage;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/** Inserts builds. */
@ApplicationScoped
public class PostgresNewBuilds implements NewBuilds {
    private static final String INSERT = """
            insert into builds (id, project, template, version, fingerprint, source, type, base_image, content_path, command,
                labels, run_user, requested_by, requested_at, origin_id, origin_correlation, origin_actor, origin_trace,
                status, attempt, not_before, deadline, reason)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, 'QUEUED', 0, $19, $20, $21)
            on conflict (id) do nothing""";

    @Override
    public List<OutgoingMessage<?>> add(
            SqlConnection transaction, List<BuildOrder> orders, Function<BuildOrder, Queued> beginning) {
        List<OutgoingMessage<?>> messages = new ArrayList<>();
        for (BuildOrder order : orders) {
            Queued state = beginning.apply(order);
            int added = transaction
                    .preparedQuery(INSERT)
                    .executeAndAwait(values(order, state))
                    .rowCount();
            if (added == 1) {
                messages.add(BuildEvents.queued(new Build(order, state), state.notBefore()));
            }
        }
        return messages;
    }

    private static Tuple values(BuildOrder order, Queued state) {
        return Tuple.tuple()
                .addString(order.id().value())
                .addString(order.project())
                .addString(order.template())
                .addString(order.version())
                .addString(order.fingerprint())
                .addString(order.source())
                .addString(order.type())
                .addString(order.baseImage())
                .addString(order.contentPath())
                .addValue(new JsonArray(order.command()))
                .addValue(new JsonObject(new TreeMap<String, Object>(order.labels())))
                .addString(order.user())
                .addString(order.requestedBy())
                .addValue(StateSql.time(order.requestedAt()))
                .addString(order.origin().messageId())
                .addString(order.origin().correlationId())
                .addString(order.origin().actor())
                .addString(order.origin().traceparent())
                .addValue(StateSql.time(state.notBefore()))
                .addValue(StateSql.time(state.deadline()))
                .addString(state.reason());
    }
}
