package io.outrider.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each case's values become: {@code golden/CASE/values.yaml} and one file for each kind of resource beside it. Every Helm must render
 * the same. {@code -Doutrider.golden=write} writes the files anew. Alerts and generated secrets are only named, dashboards left out: {@link
 * ChartTest} looks for them.
 */
class GoldenTest {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    static Stream<Arguments> helmsAndCases() {
        return ChartTest.helmsAndCases();
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("helmsAndCases")
    void shouldRenderWhatIsExpected(Helm helm, String name) throws IOException {
        Path folder = Release.folder(name);

        Map<String, String> rendered = byKind(Release.of(name, helm));

        if ("write".equals(System.getProperty("outrider.golden"))) {
            write(folder, rendered);
        }
        assertThat(rendered).isEqualTo(read(folder));
    }

    private static Map<String, String> byKind(Release release) {
        return release.resources().stream()
                .filter(resource -> !resource.at("/metadata/labels").has("grafana_dashboard"))
                .collect(Collectors.groupingBy(
                        resource -> Release.kind(resource) + ".yaml",
                        TreeMap::new,
                        Collectors.mapping(GoldenTest::text, Collectors.joining())));
    }

    private static String text(JsonNode resource) {
        try {
            return YAML.writeValueAsString(stable((ObjectNode) resource.deepCopy()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode stable(ObjectNode resource) {
        String kind = Release.kind(resource);
        boolean dashboard =
                kind.equals("ConfigMap") && resource.at("/metadata/labels").has("grafana_dashboard");
        if (kind.equals("Secret") || dashboard) {
            var data = (ObjectNode) resource.get("data");
            data.properties().forEach(entry -> entry.setValue(TextNode.valueOf("(from elsewhere)")));
        }
        if (kind.equals("PrometheusRule")) {
            ((ObjectNode) resource.get("spec")).put("groups", "(from elsewhere)");
        }
        return resource;
    }

    private static void write(Path folder, Map<String, String> files) throws IOException {
        Files.createDirectories(folder);
        for (Path old : expected(folder)) {
            Files.delete(old);
        }
        for (var file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }

    private static Map<String, String> read(Path folder) throws IOException {
        var files = new TreeMap<String, String>();
        for (Path file : expected(folder)) {
            files.put(file.getFileName().toString(), Files.readString(file));
        }
        return files;
    }

    private static Iterable<Path> expected(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            Character.isUpperCase(file.getFileName().toString().charAt(0)))
                    .toList();
        }
    }
}
