package io.outrider.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The resources of one rendered release, sorted by kind, namespace and name.
 *
 * @param name of the case
 */
record Release(String name, List<JsonNode> resources) {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern OPERATORS = Pattern.compile("^(monitoring|cert-manager|gateway|kafka|postgresql)\\.");
    private static final Path CASES = Helm.root().resolve("deploy/helm/src/test/resources/golden");

    /** The cases: folders with {@code values.yaml}. */
    static Stream<String> cases() {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The case's values: the production example and the chart's own defaults are cases, too. */
    static List<String> options(String name) {
        return switch (name) {
            case "production" ->
                List.of("--values", Helm.CHART.resolve("values-production.yaml").toString());
            case "default" -> List.of();
            default -> List.of("--values", folder(name).resolve("values.yaml").toString());
        };
    }

    static Path folder(String name) {
        return CASES.resolve(name);
    }

    static Release of(String name) {
        return of(name, Helm.any());
    }

    static Release of(String name, Helm helm) {
        return parse(name, helm.template(options(name)).text());
    }

    static Release parse(String name, String text) {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(text)) {
            var found = new ArrayList<JsonNode>();
            while (documents.hasNext()) {
                JsonNode document = documents.next();
                if (document.isObject()) {
                    found.add(document);
                }
            }
            found.sort(Comparator.comparing(Release::id));
            return new Release(name, List.copyOf(found));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String kind(JsonNode resource) {
        return resource.path("kind").asText();
    }

    static String nameOf(JsonNode resource) {
        return resource.at("/metadata/name").asText();
    }

    static String id(JsonNode resource) {
        return kind(resource) + " " + resource.at("/metadata/namespace").asText() + "/" + nameOf(resource);
    }

    /** Those of kinds that are Kubernetes' own, not an operator's. */
    Stream<JsonNode> ofKubernetes() {
        return resources.stream()
                .filter(resource ->
                        !OPERATORS.matcher(resource.path("apiVersion").asText()).find());
    }

    Stream<JsonNode> ofKind(String kind) {
        return resources.stream().filter(resource -> kind(resource).equals(kind));
    }

    /** Pods that the release brings about: of Deployments, StatefulSets, Jobs, and bare ones. */
    Stream<PodOf> pods() {
        return resources.stream().flatMap(resource -> switch (kind(resource)) {
            case "Deployment", "StatefulSet", "Job" ->
                Stream.of(new PodOf(
                        resource, resource.at("/spec/template/metadata"), resource.at("/spec/template/spec")));
            case "Pod" -> Stream.of(new PodOf(resource, resource.path("metadata"), resource.path("spec")));
            default -> Stream.empty();
        });
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    static Stream<Map.Entry<String, JsonNode>> fields(JsonNode object) {
        return object.properties().stream();
    }

    /** Whether labels have all of the selector's. */
    static boolean selects(JsonNode matchLabels, JsonNode labels) {
        return fields(matchLabels).allMatch(wanted -> wanted.getValue().equals(labels.path(wanted.getKey())));
    }

    /** A pod and whose it is. */
    record PodOf(JsonNode owner, JsonNode metadata, JsonNode spec) {

        JsonNode labels() {
            return metadata.path("labels");
        }

        Stream<JsonNode> containers() {
            return Stream.concat(elements(spec.path("initContainers")), elements(spec.path("containers")));
        }

        /** Names of the ports that its containers open. */
        List<String> ports() {
            return containers()
                    .flatMap(container -> elements(container.path("ports")))
                    .map(port -> port.path("name").asText())
                    .toList();
        }

        @Override
        public String toString() {
            return id(owner);
        }
    }
}
