package io.outrider.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The fields of CloudNativePG's kinds that the chart uses, from its API reference: it has no types for Java. */
final class CloudNativePg {

    /** By kind, JSON pointer and field. */
    private static final Map<String, Map<String, Set<String>>> FIELDS = Map.of(
            "Cluster",
            Map.of(
                    "/spec", Set.of("instances", "imageName", "bootstrap", "storage", "postgresql", "resources"),
                    "/spec/bootstrap", Set.of("initdb"),
                    "/spec/bootstrap/initdb", Set.of("database", "owner", "encoding"),
                    "/spec/storage", Set.of("size", "storageClass"),
                    "/spec/postgresql", Set.of("parameters"),
                    "/spec/resources", Set.of("requests", "limits", "claims")),
            "Database",
            Map.of(
                    "/spec", Set.of("name", "owner", "ensure", "databaseReclaimPolicy", "cluster"),
                    "/spec/cluster", Set.of("name")));

    private CloudNativePg() {}

    static boolean has(JsonNode manifest) {
        return manifest.path("apiVersion").asText().startsWith("postgresql.cnpg.io/");
    }

    /** Returns what the manifest has that its kind does not; empty: nothing. */
    static List<String> problems(JsonNode manifest) {
        Map<String, Set<String>> known = FIELDS.getOrDefault(Release.kind(manifest), Map.of());
        if (known.isEmpty()) {
            return List.of(Release.id(manifest) + ": no such kind of " + manifest.path("apiVersion"));
        }
        Stream<String> unknown = known.entrySet().stream()
                .flatMap(fields -> Release.fields(manifest.at(fields.getKey()))
                        .map(Map.Entry::getKey)
                        .filter(field -> !fields.getValue().contains(field))
                        .map(field -> Release.id(manifest) + fields.getKey() + ": unknown field " + field));
        Stream<String> parameters = Release.fields(manifest.at("/spec/postgresql/parameters"))
                .filter(parameter -> !parameter.getValue().isTextual())
                .map(parameter -> Release.id(manifest) + ": Expected text for " + parameter.getKey() + ", but it is "
                        + parameter.getValue());
        return Stream.concat(unknown, parameters).toList();
    }
}
