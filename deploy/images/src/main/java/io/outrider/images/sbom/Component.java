package io.outrider.images.sbom;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A part of a bill of material.
 *
 * @param name {@code group:name:version}
 * @param licences SPDX ids and expressions, or the names that the part itself gives; whoever uses it may choose one
 * @param sha256 of its file, in hexadecimal digits; empty if unknown
 * @param document as CycloneDX writes it
 */
public record Component(String name, List<String> licences, String sha256, JsonNode document) {

    public Component {
        licences = List.copyOf(licences);
    }

    static Component of(JsonNode document) {
        String name =
                document.path("group").asText() + ":" + document.path("name").asText() + ":"
                        + document.path("version").asText();
        List<String> licences = items(document.path("licenses"))
                .map(Component::licence)
                .filter(text -> !text.isEmpty())
                .toList();
        String sha256 = items(document.path("hashes"))
                .filter(hash -> hash.path("alg").asText().equals("SHA-256"))
                .map(hash -> hash.path("content").asText())
                .findFirst()
                .orElse("");
        return new Component(name, licences, sha256, document);
    }

    private static Stream<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static String licence(JsonNode choice) {
        JsonNode licence = choice.path("license");
        return choice.path("expression")
                .asText(licence.path("id").asText(licence.path("name").asText("")));
    }
}
