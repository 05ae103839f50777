package io.outrider.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Fields with a fixed set of values have one of them: in what the chart renders, and in what executors make. */
class KubernetesModelsTest {

    private static final Path EXECUTOR = Helm.root().resolve("executor-k8s/service/src/test/resources/golden");
    private static final String POD = """
            {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}, "spec": {"restartPolicy": "Never",
             "containers": [{"name": "a", "image": "a", "imagePullPolicy": "Always", "ports": [{"containerPort": 80, "protocol": "TCP"}]}]}}
            """;

    @ParameterizedTest
    @MethodSource("io.outrider.helm.Release#cases")
    void shouldHaveOnlyValuesThatKubernetesKnowsInTheChart(String name) {
        Release release = Release.of(name);

        assertThat(KubernetesModels.installed().problems(release.ofKubernetes().toList()))
                .isEmpty();
    }

    static Stream<Path> executorFiles() throws IOException {
        try (Stream<Path> files = Files.list(EXECUTOR)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("executorFiles")
    void shouldHaveOnlyValuesThatKubernetesKnowsInWhatExecutorsMake(Path file) throws IOException {
        Release objects = Release.parse(file.toString(), Files.readString(file));

        assertThat(objects.resources()).isNotEmpty();
        assertThat(KubernetesModels.installed().problems(objects.resources())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Never,Seldom,restartPolicy", "Always,Sometimes,imagePullPolicy", "TCP,tcp,protocol", "Pod,Pot,Pot"})
    void shouldSeeValuesThatKubernetesDoesNotKnow(String right, String wrong, String named) {
        Release pod = Release.parse("pod", POD.replace(right, wrong));

        assertThat(KubernetesModels.installed().problems(pod.resources()))
                .singleElement()
                .asString()
                .contains(named);
    }
}
