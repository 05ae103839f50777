package io.outrider.k8s.attempt.application;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.k8s.log.domain.ShownLog;
import io.outrider.protocol.ProtocolJson;
import java.util.HashSet;
import java.util.Set;

/** Which texts of a task's parameters must not be seen in its log. */
final class Hiding {

    private Hiding() {}

    static Set<String> texts(Inputs inputs) {
        if (inputs.sensitive().isEmpty()) {
            return Set.of();
        }
        try {
            JsonNode tree = ProtocolJson.mapper().readTree(inputs.parameters());
            Set<String> texts = new HashSet<>();
            inputs.sensitive().forEach(name -> leaves(tree.path(name), texts));
            return ShownLog.worthHiding(texts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected parameters as JSON, but they are not", e);
        }
    }

    private static void leaves(JsonNode node, Set<String> into) {
        if (node.isValueNode()) {
            into.add(node.asText());
            // A text of several lines is printed line by line, most often.
            node.asText().lines().forEach(into::add);
        } else {
            into.add(node.toString());
            node.forEach(child -> leaves(child, into));
        }
    }
}
