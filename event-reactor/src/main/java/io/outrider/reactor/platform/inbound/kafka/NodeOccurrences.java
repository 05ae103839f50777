package io.outrider.reactor.platform.inbound.kafka;

import io.outrider.reactor.event.domain.Event;
import io.outrider.reactor.event.domain.Occurrence;
import io.outrider.reactor.notation.PlainJson;
import io.outrider.schemas.Envelope;
import io.outrider.schemas.avro.NodeEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Another status of a node as an event to react to. */
final class NodeOccurrences {

    private NodeOccurrences() {}

    static String type(NodeEvent node) {
        return "outrider/node/" + node.getStatus().name().toLowerCase(Locale.ROOT);
    }

    static Occurrence of(NodeEvent node, String type, @Nullable String before, Envelope envelope, Instant now) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("node", node.getNode());
        data.put("status", node.getStatus().name());
        data.put("before", before);
        data.put("reason", node.getReason());
        data.put("executor", node.getExecutor());
        data.put("slots", node.getSlots());
        data.put("agentVersion", node.getAgentVersion());
        data.put("lastSeen", node.getLastSeen().toString());
        data.put("labels", node.getLabels());
        data.put("facts", node.getFacts());
        Event event = new Event(
                node.getProject(),
                envelope.source(),
                envelope.id(),
                type,
                node.getNode(),
                node.getAt(),
                Map.of(),
                PlainJson.text(data),
                0,
                now);
        return new Occurrence(event, PlainJson.values(event.data()));
    }
}
