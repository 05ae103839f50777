package io.outrider.reactor.window.notation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.reactor.notation.PlainJson;
import io.outrider.reactor.window.domain.GroupState;
import io.outrider.reactor.window.domain.Pending;
import io.outrider.reactor.window.domain.Seen;
import io.outrider.reactor.window.domain.Times;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The state of a group as JSON text: short, with a version {@code v}, and fields that are not known are ignored. Moments are
 * milliseconds since 1970; the counted ones stand as the distance of each from the one before.
 */
public final class GroupStates {

    private static final int VERSION = 1;

    private GroupStates() {}

    /** Writes the state. */
    public static String write(GroupState state) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("v", VERSION);
        json.put("last", state.last());
        state.openedBy().ifPresent(event -> json.put("opened", event));
        if (state.depth() > 0) {
            json.put("depth", state.depth());
        }
        if (!state.counted().isEmpty()) {
            json.put("counted", distances(state.counted()));
            json.put("events", state.events().stream().map(GroupStates::seen).toList());
        }
        if (!state.parts().isEmpty()) {
            Map<String, Object> parts = new LinkedHashMap<>();
            state.parts().forEach((name, part) -> parts.put(name, seen(part)));
            json.put("parts", parts);
        }
        state.pending().ifPresent(pending -> json.put("pending", pending(pending)));
        if (state.lastFired() > 0) {
            json.put("fired", state.lastFired());
        }
        if (!state.running().isEmpty()) {
            json.put("running", state.running());
            json.put("until", state.runningUntil());
        }
        json.put("kept", state.keptUntil());
        return PlainJson.text(json);
    }

    /**
     * Reads what {@link #write} wrote, in this version of the service or another.
     *
     * @throws IllegalArgumentException when it is something else
     */
    public static GroupState read(String json) {
        JsonNode node = tree(json);
        if (!node.isObject() || !node.path("v").isIntegralNumber()) {
            throw new IllegalArgumentException("Expected the state of a group, but was other JSON");
        }
        Map<String, Seen> parts = new HashMap<>();
        node.path("parts").properties().forEach(part -> parts.put(part.getKey(), seen(part.getValue())));
        return new GroupState(
                node.path("last").asLong(),
                Optional.ofNullable(node.get("opened")).map(GroupStates::uuid),
                node.path("depth").asInt(),
                times(node.path("counted")),
                node.path("events").valueStream().map(GroupStates::seen).toList(),
                parts,
                Optional.ofNullable(node.get("pending")).map(GroupStates::pending),
                node.path("fired").asLong(),
                uuids(node.path("running")),
                node.path("until").asLong(),
                node.path("kept").asLong());
    }

    private static JsonNode tree(String json) {
        try {
            return PlainJson.tree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Expected the state of a group, but was no JSON", e);
        }
    }

    private static Map<String, Object> pending(Pending pending) {
        return Map.of(
                "kind", pending.kind().name(),
                "at", pending.openedAt(),
                "deadline", pending.deadline(),
                "count", pending.occurrences(),
                "events", pending.events());
    }

    private static Pending pending(JsonNode node) {
        return new Pending(
                Pending.Kind.valueOf(node.path("kind").asText()),
                node.path("at").asLong(),
                node.path("deadline").asLong(),
                node.path("count").asLong(),
                node.path("events").valueStream().map(GroupStates::uuid).toList());
    }

    private static List<Object> seen(Seen seen) {
        return List.of(seen.event(), seen.at());
    }

    private static Seen seen(JsonNode node) {
        return new Seen(uuid(node.path(0)), node.path(1).asLong());
    }

    private static List<Long> distances(Times times) {
        List<Long> distances = new ArrayList<>();
        long before = 0;
        for (long time : times.stream().toArray()) {
            distances.add(time - before);
            before = time;
        }
        return distances;
    }

    private static Times times(JsonNode distances) {
        LongStream.Builder times = LongStream.builder();
        long time = 0;
        for (JsonNode distance : distances) {
            time += distance.asLong();
            times.add(time);
        }
        return Times.of(times.build().toArray());
    }

    private static Set<UUID> uuids(JsonNode list) {
        Set<UUID> uuids = new HashSet<>();
        list.forEach(item -> uuids.add(uuid(item)));
        return uuids;
    }

    private static UUID uuid(JsonNode node) {
        return UUID.fromString(node.asText());
    }
}
