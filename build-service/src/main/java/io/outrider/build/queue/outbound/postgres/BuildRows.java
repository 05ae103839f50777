package io.outrider.build.queue.outbound.postgres;

import io.outrider.build.BuildId;
import io.outrider.build.image.domain.BuiltImage;
import io.outrider.build.queue.domain.Build;
import io.outrider.build.queue.domain.BuildOrder;
import io.outrider.build.queue.domain.BuildState;
import io.outrider.build.queue.domain.BuildStatus;
import io.outrider.build.queue.domain.Lease;
import io.outrider.build.queue.domain.Origin;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads builds from rows. */
final class BuildRows {
    private BuildRows() {}

    static Build build(Row row) {
        return new Build(order(row), state(row));
    }

    /** The image that the build's fingerprint has, from the joined columns. */
    static @Nullable BuiltImage knownImage(Row row) {
        return image(row, "known_");
    }

    private static @Nullable BuiltImage image(Row row, String prefix) {
        String digest = row.getString(prefix + "digest");
        return digest == null
                ? null
                : new BuiltImage(
                        digest,
                        row.getString(prefix + "reference"),
                        row.getString(prefix + "archive"),
                        row.getLong(prefix + "archive_size"));
    }

    private static BuildOrder order(Row row) {
        return new BuildOrder(
                new BuildId(row.getString("id")),
                row.getString("project"),
                row.getString("template"),
                row.getString("version"),
                row.getString("fingerprint"),
                row.getString("source"),
                row.getString("type"),
                row.getString("base_image"),
                row.getString("content_path"),
                strings(row.getJsonArray("command")),
                stringMap(row.getJsonObject("labels")),
                row.getString("run_user"),
                row.getString("requested_by"),
                time(row, "requested_at"),
                new Origin(
                        row.getString("origin_id"),
                        row.getString("origin_correlation"),
                        row.getString("origin_actor"),
                        row.getString("origin_trace")));
    }

    private static BuildState state(Row row) {
        int attempt = row.getInteger("attempt");
        return switch (BuildStatus.valueOf(row.getString("status"))) {
            case QUEUED ->
                new BuildState.Queued(attempt, time(row, "not_before"), time(row, "deadline"), row.getString("reason"));
            case BUILDING ->
                new BuildState.Building(
                        attempt,
                        new Lease(row.getString("owner"), time(row, "lease_until")),
                        time(row, "started_at"),
                        time(row, "deadline"));
            case SUCCEEDED ->
                new BuildState.Succeeded(attempt, existing(row), row.getBoolean("reused"), time(row, "finished_at"));
            case FAILED -> new BuildState.Failed(attempt, row.getString("reason"), time(row, "finished_at"));
            case CANCELLED -> new BuildState.Cancelled(attempt, row.getString("reason"), time(row, "finished_at"));
        };
    }

    private static BuiltImage existing(Row row) {
        BuiltImage image = image(row, "image_");
        if (image == null) {
            throw new IllegalStateException(
                    "Expected build " + row.getString("id") + " to have an image, but it is SUCCEEDED without one");
        }
        return image;
    }

    private static Instant time(Row row, String column) {
        return row.get(OffsetDateTime.class, column).toInstant();
    }

    private static List<String> strings(JsonArray json) {
        List<String> strings = new ArrayList<>();
        json.forEach(value -> strings.add(String.valueOf(value)));
        return strings;
    }

    private static Map<String, String> stringMap(JsonObject json) {
        Map<String, String> strings = new TreeMap<>();
        json.forEach(entry -> strings.put(entry.getKey(), String.valueOf(entry.getValue())));
        return strings;
    }
}
