package io.outrider.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.played.OpenApi;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each manifest by itself: read as an API server with strict validation reads it. */
class ManifestsTest {

    private static final String GATEWAY_API = "gateway.networking.k8s.io/";

    /** Of Kubernetes 1.36, and of the operators that the chart makes resources for. */
    private static final Set<String> SERVED = Set.of(
            "v1",
            "apps/v1",
            "batch/v1",
            "policy/v1",
            "autoscaling/v2",
            "networking.k8s.io/v1",
            "rbac.authorization.k8s.io/v1",
            "monitoring.coreos.com/v1",
            "cert-manager.io/v1",
            GATEWAY_API + "v1alpha2",
            "kafka.strimzi.io/v1",
            "postgresql.cnpg.io/v1");

    /** Values, each of them text, that YAML would read as numbers or truths if they were written as they are. */
    private static final Path NUMBERS = Helm.root().resolve("deploy/helm/src/test/resources/numbers.yaml");

    static Stream<String> cases() {
        return Release.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldHaveOnlyFieldsOfTheirKind(String name) {
        Release release = Release.of(name);

        List<String> problems = release.resources().stream()
                .flatMap(resource -> problems(resource).stream())
                .toList();

        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldFitKubernetesOwnDocument(String name) {
        assertThat(Release.of(name).ofKubernetes().flatMap(resource -> OpenApi.problems(resource).stream()))
                .isEmpty();
    }

    private static List<String> problems(JsonNode resource) {
        return CloudNativePg.has(resource) ? CloudNativePg.problems(resource) : StrictReader.problems(resource);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"metadata\":{\"name\":\"a\"},\"spec\":{\"replica\":1}}",
                "{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"metadata\":{\"name\":\"a\"},\"spec\":{\"replicas\":\"1\"}}",
                "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"a\"},\"spec\":{\"containers\":[{\"name\":\"a\",\"port\":[]}]}}",
                "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"a\"},\"spec\":{\"containers\":[{\"name\":\"a\",\"env\":[{\"name\":\"a\",\"value\":1}]}]}}",
                "{\"apiVersion\":\"kafka.strimzi.io/v1\",\"kind\":\"KafkaTopic\",\"metadata\":{\"name\":\"a\"},\"spec\":{\"partition\":1}}",
                "{\"apiVersion\":\"postgresql.cnpg.io/v1\",\"kind\":\"Cluster\",\"metadata\":{\"name\":\"a\"},\"spec\":{\"owner\":\"a\"}}",
                "{\"apiVersion\":\"postgresql.cnpg.io/v1\",\"kind\":\"Cluster\",\"metadata\":{\"name\":\"a\"},\"spec\":{\"storage\":{\"class\":\"a\"}}}",
                "{\"apiVersion\":\"postgresql.cnpg.io/v1\",\"kind\":\"Cluster\",\"metadata\":{\"name\":\"a\"},\"spec\":{\"postgresql\":{\"parameters\":{\"a\":1}}}}",
                "{\"apiVersion\":\"postgresql.cnpg.io/v1\",\"kind\":\"Database\",\"metadata\":{\"name\":\"a\"},\"spec\":{\"instances\":1}}",
                "{\"apiVersion\":\"postgresql.cnpg.io/v1\",\"kind\":\"Databases\",\"metadata\":{\"name\":\"a\"},\"spec\":{}}"
            })
    void shouldSeeFieldsThatAreWrong(String manifest) {
        JsonNode resource = Release.parse("wrong", manifest).resources().getFirst();

        assertThat(problems(resource)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.outrider.helm.Helm#all")
    void shouldKeepTextThatLooksLikeANumber(Helm helm) {
        Release release = Release.parse(
                "numbers",
                helm.run(List.of(
                                "template",
                                "1e3",
                                Helm.CHART.toString(),
                                "--namespace",
                                "123",
                                "--kube-version",
                                "1.36.0",
                                "--values",
                                NUMBERS.toString()))
                        .text());

        assertThat(release.resources().stream().flatMap(resource -> StrictReader.problems(resource).stream()))
                .isEmpty();
        assertThat(release.ofKind("ConfigMap")
                        .map(map -> map.at("/data/executor.properties").asText()))
                .anyMatch(text -> text.contains("outrider.k8s.run-as-user=1000690000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"123", "1abc"})
    void shouldRefuseNamesThatServicesCannotHave(String release) {
        Helm.Outcome outcome = Helm.any().template(Helm.CHART, release, List.of());

        assertThat(outcome.code()).isNotZero();
        assertThat(outcome.errors()).contains("set fullnameOverride");
    }

    @Test
    void shouldNameServicesOfAReleaseWithDots() {
        Release release = Release.parse(
                "dots", Helm.any().template(Helm.CHART, "a.b", List.of()).text());

        assertThat(release.ofKind("Service").map(Release::nameOf))
                .contains("a-b-outrider-gateway")
                .allMatch(name -> name.matches("[a-z]([-a-z0-9]*[a-z0-9])?"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldUseVersionsThatAreServed(String name) {
        assertThat(Release.of(name).resources())
                .allSatisfy(resource ->
                        assertThat(SERVED).contains(resource.path("apiVersion").asText()));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    v1                   |          | v1
                    v1,v1alpha2,v1alpha3 |          | v1
                    v1alpha2,v1alpha3    |          | v1alpha3
                    v1alpha2             |          | v1alpha2
                    v1                   | v1alpha2 | v1alpha2
                    """)
    void shouldTakeTheNewestTlsRouteThatIsServedUnlessOneIsNamed(String served, @Nullable String named, String taken) {
        var options = new ArrayList<>(Release.options("operators"));
        Stream.of(served.split(","))
                .map(version -> GATEWAY_API + version + "/TLSRoute")
                .forEach(version -> options.addAll(List.of("--api-versions", version)));
        if (named != null) {
            options.addAll(List.of("--set", "gateway.agents.tlsRoute.apiVersion=" + GATEWAY_API + named));
        }

        Release release = Release.parse("routes", Helm.any().template(options).text());

        assertThat(release.ofKind("TLSRoute"))
                .singleElement()
                .satisfies(
                        route -> assertThat(route.path("apiVersion").asText()).isEqualTo(GATEWAY_API + taken));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldHaveNamesOfTheirOwnAndALabelOfTheChart(String name) {
        Release release = Release.of(name);

        assertThat(release.resources().stream().map(Release::id)).doesNotHaveDuplicates();
        assertThat(release.resources()).allSatisfy(resource -> {
            assertThat(resource.at("/metadata/labels/app.kubernetes.io~1managed-by")
                            .asText())
                    .isEqualTo("Helm");
            assertThat(resource.at("/metadata/labels/helm.sh~1chart").asText()).isEqualTo("outrider-0.1.0");
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldKeepNamesShortEnoughForALongRelease(String name) {
        String release = "a-name-of-fifty-three-characters-which-is-the-longest";

        var rendered = Release.parse(
                name,
                Helm.any().template(Helm.CHART, release, Release.options(name)).text());

        assertThat(rendered.resources()).allSatisfy(resource -> {
            assertThat(Release.nameOf(resource)).matches("[a-z0-9]([-a-z0-9.]*[a-z0-9])?");
            if (!Release.kind(resource)
                    .matches("Secret|ConfigMap|Kafka.*|Database|PersistentVolumeClaim|NetworkPolicy|Role.*")) {
                assertThat(Release.nameOf(resource)).hasSizeLessThanOrEqualTo(63);
            }
            assertThat(Release.fields(resource.at("/metadata/labels")))
                    .allSatisfy(label -> assertThat(label.getValue().asText())
                            .matches("([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?"));
        });
    }
}
