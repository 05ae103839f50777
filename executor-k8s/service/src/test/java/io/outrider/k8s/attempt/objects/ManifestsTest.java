package io.outrider.k8s.attempt.objects;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.outrider.k8s.attempt.application.Causation;
import io.outrider.k8s.attempt.application.Papers;
import io.outrider.k8s.attempt.application.StartOrder;
import io.outrider.k8s.attempt.application.Suitability;
import io.outrider.k8s.attempt.domain.AttemptKey;
import io.outrider.protocol.ImageRef;
import io.outrider.protocol.Limits;
import io.outrider.protocol.OnLost;
import io.outrider.protocol.TaskSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The objects of an attempt against {@code src/test/resources/golden}. Where they are meant to change, run the test with
 * {@code OUTRIDER_REWRITE_GOLDEN=true} and look at the difference.
 */
class ManifestsTest {

    private static final boolean REWRITE = Boolean.parseBoolean(System.getenv("OUTRIDER_REWRITE_GOLDEN"));
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final String SHA = "0123456789abcdef".repeat(4);

    @Test
    void shouldMakeAPlainTask() throws IOException {
        TaskSpec spec = spec("{\"size\":3}", null, null, List.of("/bin/sh", "-c", "echo $HOME $(date)"), Map.of());

        assertGolden("plain", PLAIN, spec);
    }

    @Test
    void shouldMakeATaskWithSecretsAndEvent() throws IOException {
        TaskSpec spec = spec(
                "{\"token\":\"hunter22\"}",
                "{\"id\":\"1\"}",
                null,
                List.of("run"),
                Map.of("TF_VAR_token", "hunter22", "no=name", "x"));

        assertGolden("secrets", PLAIN, spec);
    }

    @Test
    void shouldFetchContent() throws IOException {
        assertGolden("content", PLAIN, spec("{}", null, SHA, List.of("run"), Map.of()));
    }

    @Test
    void shouldFetchWhatDoesNotFitASecret() throws IOException {
        String large = "{\"text\":\"" + "x".repeat(1_500_000) + "\"}";
        Manifests manifests = manifests(PLAIN, spec(large, null, null, List.of("run"), Map.of()));

        List<Secret> secrets = manifests.secrets();

        assertThat(secrets)
                .hasSize(3)
                .allSatisfy(secret ->
                        assertThat(Serialization.asJson(secret).length()).isLessThan(1_400_000));
        assertThat(secrets.getFirst().getData()).containsOnlyKeys("token");
        assertThat(manifests.job().getSpec().getTemplate().getSpec().getInitContainers())
                .extracting(container -> container.getName())
                .containsExactly("fetch", "collect");
    }

    @Test
    void shouldKeepEachSecretBelowWhatTheApiTakes() {
        Map<String, String> exported = new HashMap<>();
        for (int i = 0; i < 6; i++) {
            exported.put("TF_VAR_" + i, "x".repeat(100_000));
        }
        String parameters = "{\"text\":\"" + "x".repeat(600_000) + "\"}";

        Manifests manifests = manifests(PLAIN, spec(parameters, null, null, List.of("run"), exported));

        assertThat(manifests.secrets())
                .hasSize(2)
                .allSatisfy(secret -> assertThat(secret.getData().values().stream()
                                .mapToInt(value -> Base64.getDecoder().decode(value).length)
                                .sum())
                        .isLessThan(1024 * 1024));
        assertThat(manifests.secrets().getFirst().getData()).hasSize(7).doesNotContainKey("parameters.json");
    }

    @Test
    void shouldLeaveOutVariablesWhoseNamesNoKeyOfASecretCanHold() {
        String longest = "x".repeat(249);

        Manifests manifests = manifests(
                PLAIN,
                spec("{}", null, null, List.of("run"), Map.of(longest, "a", longest + "x", "b", "no name", "c")));

        assertThat(manifests.secrets().getFirst().getData())
                .containsOnlyKeys("token", "parameters.json", "env." + longest);
    }

    @Test
    void shouldPlaceAsRegistered() throws IOException {
        Placement placed = new Placement(
                "prod-eu",
                "jobs",
                "registry/companion@sha256:" + SHA,
                "https://executor:8086",
                "outrider-tasks",
                Map.of("pool", "jobs"),
                List.of(Placement.toleration("dedicated=jobs:NoSchedule"), Placement.toleration("spot")),
                List.of("pull"),
                "low",
                20_000,
                false,
                Duration.ofMinutes(2),
                Duration.ofSeconds(30),
                Duration.ofHours(2),
                256,
                100);

        assertGolden("placed", placed, spec("{}", null, null, List.of("run"), Map.of()));
    }

    @Test
    void shouldKeepWhatAnAttemptIsAPartOf() {
        Manifests manifests = manifests(PLAIN, spec("{}", null, null, List.of("run"), Map.of()));

        Papers papers = JobReader.papers(new AttemptKey("0198-task/1", 1, 2), manifests.job());

        assertThat(papers.part()).isEqualTo(new Papers.Part("default", "kafka", "run", "kafka-down", 2));
    }

    @Test
    void shouldReadTolerations() {
        Toleration valued = Placement.toleration("a=b:NoExecute");

        assertThat(valued.getKey()).isEqualTo("a");
        assertThat(valued.getOperator()).isEqualTo("Equal");
        assertThat(valued.getValue()).isEqualTo("b");
        assertThat(valued.getEffect()).isEqualTo("NoExecute");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Placement.toleration("a:Never"))
                .hasMessageContaining("outrider.k8s.tolerations");
    }

    @Test
    void shouldSayWhatAClusterCannotRun() {
        TaskSpec good = spec("{}", null, null, List.of("run"), Map.of());

        assertThat(Suitability.refusal(good)).isNull();
        assertThat(Suitability.refusal(with(good, good.image(), true, null))).contains("its own tools");
        assertThat(Suitability.refusal(with(good, good.image(), false, "host"))).contains("'host'");
        assertThat(Suitability.refusal(with(good, null, false, null))).contains("has none");
        ImageRef archive = new ImageRef("sha256:" + SHA, null, SHA, 1);
        assertThat(Suitability.refusal(with(good, archive, false, null))).contains("give build-service a registry");
    }

    private static final Placement PLAIN = new Placement(
            "prod-eu",
            "jobs",
            "outrider/companion:1",
            "http://executor:8086",
            null,
            Map.of(),
            List.of(),
            List.of(),
            null,
            10_001,
            true,
            Duration.ofMinutes(5),
            Duration.ofSeconds(60),
            Duration.ofHours(1),
            512,
            2_048);

    private static Manifests manifests(Placement placement, TaskSpec spec) {
        Papers papers = new Papers(
                new AttemptKey("0198-task/1", 1, 2),
                "0198-job",
                "prod-eu",
                new Papers.Part("default", "kafka", "run", "kafka-down", 2),
                new Causation("cause", "chain", "user:ada", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
        return new Manifests(placement, new StartOrder(papers, spec), "t0ken");
    }

    private static TaskSpec spec(
            String parameters,
            @Nullable String event,
            @Nullable String content,
            List<String> command,
            Map<String, String> env) {
        return new TaskSpec(
                "kafka",
                "1.4.0",
                "run",
                false,
                new ImageRef("sha256:" + SHA, "registry.local/kafka@sha256:" + SHA, null, 0),
                content,
                false,
                null,
                command,
                "/template",
                env,
                parameters,
                parameters.contains("token") ? List.of("token") : List.of(),
                event,
                600,
                10,
                new Limits(256, 500, 100),
                false,
                OnLost.FAIL);
    }

    private static TaskSpec with(TaskSpec spec, @Nullable ImageRef image, boolean hostTools, @Nullable String runtime) {
        return new TaskSpec(
                spec.template(),
                spec.version(),
                spec.method(),
                spec.readOnly(),
                image,
                spec.contentArchive(),
                hostTools,
                runtime,
                spec.command(),
                spec.workdir(),
                spec.env(),
                spec.parameters(),
                spec.sensitive(),
                spec.event(),
                spec.timeoutSeconds(),
                spec.gracePeriodSeconds(),
                spec.limits(),
                spec.writableRoot(),
                spec.onLost());
    }

    private static void assertGolden(String name, Placement placement, TaskSpec spec) throws IOException {
        Manifests manifests = manifests(placement, spec);
        List<HasMetadata> objects = new ArrayList<>(manifests.secrets());
        objects.add(manifests.job());
        String yaml = objects.stream().map(Serialization::asYaml).collect(Collectors.joining());
        Path file = GOLDEN.resolve(name + ".yaml");
        if (REWRITE) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, yaml);
        }
        assertThat(yaml).isEqualTo(Files.readString(file));
    }
}
