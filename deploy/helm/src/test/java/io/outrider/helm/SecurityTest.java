package io.outrider.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What pods and the executor may do, and who may talk to whom. */
class SecurityTest {

    static Stream<String> cases() {
        return Release.cases();
    }

    /** The level "restricted" of the Pod Security Standards, and a read-only root for what is ours. */
    @ParameterizedTest
    @MethodSource("cases")
    void shouldRunPodsThatMayDoLittle(String name) {
        assertThat(Release.of(name).pods()).allSatisfy(pod -> {
            JsonNode security = pod.spec().path("securityContext");
            assertThat(security.path("runAsNonRoot").asBoolean()).isTrue();
            assertThat(security.path("runAsUser").asInt()).isPositive();
            assertThat(security.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            assertThat(pod.spec().has("hostNetwork")).isFalse();
            assertThat(pod.containers()).allSatisfy(container -> {
                JsonNode own = container.path("securityContext");
                assertThat(own.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
                assertThat(own.at("/capabilities/drop").toString()).isEqualTo("[\"ALL\"]");
                assertThat(own.path("readOnlyRootFilesystem").asBoolean()
                                || List.of("kafka", "registry")
                                        .contains(container.path("name").asText()))
                        .isTrue();
                assertThat(container.at("/resources/limits").has("memory")).isTrue();
                assertThat(container.at("/resources/requests").has("cpu")).isTrue();
            });
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldGiveAccessToTheApiServerToExecutorsAlone(String name) {
        assertThat(Release.of(name).pods())
                .allSatisfy(pod -> assertThat(
                                pod.spec().path("automountServiceAccountToken").asBoolean(true))
                        .as(pod.toString())
                        .isEqualTo(pod.spec().at("/serviceAccountName").asText().contains("-executor-")));
    }

    @Test
    void shouldGiveExecutorsNoMoreThanTheyUse() {
        Release release = Release.of("production");

        Map<String, String> rules = release.ofKind("Role")
                .flatMap(role -> Release.elements(role.path("rules"))
                        .map(rule -> Map.entry(
                                role.at("/metadata/namespace").asText() + " "
                                        + rule.path("resources").toString(),
                                rule.path("verbs").toString())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one + other));

        assertThat(rules)
                .isEqualTo(Map.of(
                        "outrider-jobs [\"jobs\"]",
                        "[\"get\",\"list\",\"watch\",\"create\",\"patch\",\"delete\"]",
                        "outrider-jobs [\"pods\"]",
                        "[\"get\",\"list\",\"watch\",\"delete\"]",
                        "outrider-jobs [\"pods/log\"]",
                        "[\"get\"]",
                        "outrider-jobs [\"secrets\"]",
                        "[\"get\",\"create\",\"patch\",\"delete\"]",
                        "outrider-jobs [\"events\"]",
                        "[\"list\"]",
                        "automation [\"leases\"]",
                        "[\"create\"][\"get\",\"update\",\"patch\"]"));
        assertThat(release.resources())
                .noneMatch(resource -> Release.kind(resource).startsWith("ClusterRole"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldSayWhoMayTalkToEachPod(String name) {
        Release release = Release.of(name);
        List<JsonNode> policies = release.ofKind("NetworkPolicy").toList();

        assertThat(policies).anyMatch(policy -> Release.nameOf(policy).endsWith("-default-deny"));
        assertThat(release.pods()).allSatisfy(pod -> {
            var own = policies.stream()
                    .filter(policy -> Release.selects(policy.at("/spec/podSelector/matchLabels"), pod.labels()))
                    .toList();
            assertThat(own).as(pod.toString()).hasSize(2);
            assertThat(own.stream()
                            .flatMap(policy -> Release.elements(policy.at("/spec/ingress")))
                            .flatMap(rule -> Release.elements(rule.path("ports")))
                            .map(port -> port.path("port").asText()))
                    .as("ports of %s that somebody may call", pod)
                    .containsExactlyInAnyOrderElementsOf(pod.ports());
        });
    }

    /** Host names are looked up, so that whoever may call somebody may ask the DNS. */
    @ParameterizedTest
    @MethodSource("cases")
    void shouldLetCallersAskTheDns(String name) {
        assertThat(Release.of(name)
                        .ofKind("NetworkPolicy")
                        .filter(policy -> policy.path("spec").has("egress")))
                .allSatisfy(policy -> assertThat(Release.elements(policy.at("/spec/egress/0/ports"))
                                .map(port -> port.path("protocol").asText() + " "
                                        + port.path("port").asInt()))
                        .containsExactly("UDP 53", "TCP 53", "UDP 5353", "TCP 5353"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldGiveMoreRulesToWhoeverCalls(String name) {
        var options = new ArrayList<>(Release.options(name));
        options.addAll(List.of("--set", "networkPolicy.extraEgress[0].ports[0].port=7777"));

        Release release = Release.parse(name, Helm.any().template(options).text());

        assertThat(release.ofKind("NetworkPolicy")
                        .filter(policy -> policy.path("spec").has("egress"))
                        .filter(policy -> !Release.nameOf(policy).endsWith("-jobs")))
                .allSatisfy(policy ->
                        assertThat(policy.at("/spec/egress").toString()).contains("{\"ports\":[{\"port\":7777}]}"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    registry.example.com:5443/built, '443,80,5000,5443'
                    '[2001:db8::7]:5443', '443,80,5000,5443'
                    registry.example.com:5000/built, '443,80,5000'
                    registry.example.com/built, '443,80,5000'
                    """)
    void shouldLetBuildsReachTheRegistryOfTheirPrefix(String prefix, String ports) {
        Helm.Outcome outcome = Helm.any().template(List.of("--set", "buildService.registry.prefix=" + prefix));

        assertThat(Release.parse("prefix", outcome.text())
                        .ofKind("NetworkPolicy")
                        .filter(policy -> Release.nameOf(policy).endsWith("-build-service")))
                .singleElement()
                .satisfies(policy -> assertThat(
                                Release.elements(policy.at("/spec/egress")).map(SecurityTest::ports))
                        .contains(ports));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    'endpoint=http://minio:9000',                     '9000,443', true
                    'region=eu-central-1',                            443,        true
                    'endpoint=http://minio:9000,artifacts.s3.existingSecret=keys', 9000, false
                    """)
    void shouldLetPodsAskForTheirIdentityIfTheyHaveNoKeys(String settings, String ports, boolean asks) {
        List<String> options =
                List.of("--set", "artifacts.mode=s3,artifacts.s3.bucket=outrider,artifacts.s3." + settings);

        Release release = Release.parse("s3", Helm.any().template(options).text());

        assertThat(release.ofKind("NetworkPolicy")
                        .filter(policy -> Release.nameOf(policy).matches(".*-(gateway|executor-kubernetes)")))
                .hasSize(2)
                .allSatisfy(policy -> {
                    assertThat(Release.elements(policy.at("/spec/egress")).map(SecurityTest::ports))
                            .contains(ports);
                    assertThat(policy.toString().contains("{\"ipBlock\":{\"cidr\":\"169.254.170.23/32\"}}"))
                            .isEqualTo(asks);
                    assertThat(policy.toString().contains("{\"ipBlock\":{\"cidr\":\"169.254.169.254/32\"}}"))
                            .isEqualTo(asks);
                });
    }

    /** Policies see the ports of pods, which need not be those of the Services in the URLs. */
    @Test
    void shouldLetPodsReachPodsBehindTheServicesOfUrls() {
        Helm.Outcome outcome = Helm.any()
                .template(List.of(
                        "--set",
                        "artifacts.mode=s3,artifacts.s3.bucket=outrider,artifacts.s3.existingSecret=keys,"
                                + "artifacts.s3.endpoint=http://minio,tracing.endpoint=http://collector:4318,"
                                + "registry.mode=external,registry.url=http://schemas/apis/registry/v3,"
                                + "networkPolicy.others.ports={80,9000},networkPolicy.others.to[0].ipBlock.cidr=10.0.0.0/8,"
                                + "networkPolicy.registry.ports={8080}"));

        assertThat(Release.parse("others", outcome.text())
                        .ofKind("NetworkPolicy")
                        .filter(policy -> Release.nameOf(policy).matches(".*-(gateway|executor-kubernetes)")))
                .hasSize(2)
                .allSatisfy(policy -> {
                    assertThat(Release.elements(policy.at("/spec/egress")).map(SecurityTest::ports))
                            .contains("80,4318,9000", "80,8080");
                    assertThat(Release.elements(policy.at("/spec/egress"))
                                    .filter(rule -> ports(rule).equals("80,4318,9000"))
                                    .map(rule -> rule.path("to").toString()))
                            .containsExactly("[{\"ipBlock\":{\"cidr\":\"10.0.0.0/8\"}}]");
                });
    }

    private static String ports(JsonNode rule) {
        return Release.elements(rule.path("ports"))
                .map(port -> port.path("port").asText())
                .collect(Collectors.joining(","));
    }
}
