package io.outrider.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A release that is upgraded: nothing that an API server refuses to change may change, and migrations come first. */
class UpgradeTest {

    /** JSON pointers of what cannot change once it is there. */
    private static final Map<String, List<String>> IMMUTABLE = Map.of(
            "Deployment", List.of("/spec/selector"),
            "StatefulSet",
                    List.of(
                            "/spec/selector",
                            "/spec/serviceName",
                            "/spec/volumeClaimTemplates",
                            "/spec/podManagementPolicy"),
            "RoleBinding", List.of("/roleRef"),
            "PersistentVolumeClaim", List.of("/spec/accessModes", "/spec/storageClassName"),
            "Secret", List.of("/type"));

    static Stream<String> cases() {
        return Release.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldChangeNothingThatCannotChange(String name, @TempDir Path folder) throws IOException {
        Path next = nextChart(folder);
        var options = new ArrayList<>(Release.options(name));
        options.addAll(
                List.of(
                        "--set",
                        "image.tag=9.9.9,defaults.replicas=1,gateway.replicas=1,defaults.podLabels.new=label,defaults.javaOptions=-Xmx1g"));

        Release before = Release.of(name);
        Release after = Release.parse(
                name, Helm.any().template(next, "outrider", options).text());

        assertThat(immutable(after)).containsAllEntriesOf(immutable(before));
    }

    /** A new chart with the same images must not restart anything. */
    @Test
    void shouldNotRestartPodsForTheChartsVersionAlone(@TempDir Path folder) throws IOException {
        var options = List.of("--set", "image.tag=1.0.0");

        Release before = Release.parse("same", Helm.any().template(options).text());
        Release after = Release.parse(
                "same",
                Helm.any().template(nextChart(folder), "outrider", options).text());

        assertThat(templates(after)).isEqualTo(templates(before));
    }

    @Test
    void shouldMigrateBeforeAnythingElseIsMade() {
        Release release = Release.of("production");

        JsonNode job = release.ofKind("Job")
                .filter(each -> Release.nameOf(each).equals("outrider-migrate"))
                .findFirst()
                .orElseThrow();

        assertThat(job.at("/metadata/annotations/helm.sh~1hook").asText()).isEqualTo("pre-install,pre-upgrade");
        assertThat(job.at("/metadata/annotations/helm.sh~1hook-delete-policy").asText())
                .isEqualTo("before-hook-creation");
        assertThat(job.findValues("secretName"))
                .allSatisfy(secret -> assertThat(release.ofKind("Secret").map(Release::nameOf))
                        .doesNotContain(secret.asText()));
        assertThat(Release.elements(job.at("/spec/template/spec/containers")))
                .hasSize(5)
                .allSatisfy(container -> assertThat(container.path("env").toString())
                        .contains("{\"name\":\"QUARKUS_INIT_AND_EXIT\",\"value\":\"true\"}"));
        assertThat(release.ofKind("Deployment").filter(each -> each.toString().contains("QUARKUS_DATASOURCE_JDBC_URL")))
                .hasSize(5)
                .allSatisfy(each -> assertThat(each.toString())
                        .contains("{\"name\":\"QUARKUS_FLYWAY_MIGRATE_AT_START\",\"value\":\"false\"}"));
    }

    /** Hooks run among the policies of the release that is there; those of the new one are applied only after them. */
    @Test
    void shouldBringThePoliciesOfHooksBeforeThem() {
        Release release = Release.of("production");

        assertThat(release.ofKind("Job"))
                .hasSize(2)
                .allSatisfy(job -> assertThat(release.ofKind("NetworkPolicy")
                                .filter(policy -> policy.at("/spec/podSelector/matchLabels")
                                        .has("app.kubernetes.io/component"))
                                .filter(policy -> Release.selects(
                                        policy.at("/spec/podSelector/matchLabels"),
                                        job.at("/spec/template/metadata/labels"))))
                        .singleElement()
                        .satisfies(policy -> {
                            assertThat(hook(policy, "")).isEqualTo(hook(job, ""));
                            assertThat(Integer.parseInt(hook(policy, "-weight")))
                                    .isLessThan(Integer.parseInt(hook(job, "-weight")));
                            assertThat(hook(policy, "-delete-policy")).contains("before-hook-creation");
                        }));
    }

    private static String hook(JsonNode resource, String suffix) {
        return resource.at("/metadata/annotations/helm.sh~1hook" + suffix).asText();
    }

    @Test
    void shouldMigrateBeforeEachPodWhereTheDatabaseComesWithTheRelease() {
        assertThat(Release.of("default")
                        .ofKind("Deployment")
                        .filter(each -> each.toString().contains("QUARKUS_DATASOURCE_JDBC")))
                .hasSize(5)
                .allSatisfy(each -> assertThat(each.at("/spec/template/spec/initContainers/0/env/0")
                                .toString())
                        .isEqualTo("{\"name\":\"QUARKUS_INIT_AND_EXIT\",\"value\":\"true\"}"));
    }

    private static Path nextChart(Path folder) throws IOException {
        Path next = folder.resolve("outrider");
        var copied = new ProcessBuilder("cp", "-rL", Helm.CHART.toString(), next.toString())
                .inheritIO()
                .start();
        assertThat(copied.onExit().join().exitValue()).isZero();
        Path chart = next.resolve("Chart.yaml");
        Files.writeString(
                chart,
                Files.readString(chart)
                        .replaceFirst("(?m)^version: .*", "version: 9.9.9")
                        .replaceFirst("(?m)^appVersion: .*", "appVersion: 9.9.9"));
        return next;
    }

    private static Map<String, JsonNode> immutable(Release release) {
        var found = new TreeMap<String, JsonNode>();
        release.resources()
                .forEach(resource -> IMMUTABLE
                        .getOrDefault(Release.kind(resource), List.of())
                        .forEach(pointer -> found.put(Release.id(resource) + pointer, resource.at(pointer))));
        return found;
    }

    private static Map<String, JsonNode> templates(Release release) {
        var found = new TreeMap<String, JsonNode>();
        Stream.of("Deployment", "StatefulSet")
                .flatMap(release::ofKind)
                .forEach(owner -> found.put(Release.id(owner), owner.at("/spec/template")));
        return found;
    }
}
