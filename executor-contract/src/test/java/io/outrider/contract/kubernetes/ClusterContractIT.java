package io.outrider.contract.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.contract.Executor;
import io.outrider.contract.ExecutorContract;
import io.outrider.contract.RestartCases;
import io.outrider.stack.infrastructure.Endpoints;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * On a real cluster, which KUBECONFIG names: {@code ./outrider test --cluster}. Its pods must reach this machine at
 * OUTRIDER_TEST_ADDRESS, and pull OUTRIDER_TEST_COMPANION_IMAGE and OUTRIDER_TEST_IMAGE, one with {@code /bin/sh}, by digest.
 */
@Tag("cluster")
@EnabledIfSystemProperty(
        named = "outrider.test.cluster",
        matches = "true",
        disabledReason = "skipped: no cluster; ./outrider test --cluster runs it on the one of KUBECONFIG")
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+", disabledReason = "skipped: no cluster")
class ClusterContractIT extends ExecutorContract implements RestartCases {

    private static final Map<String, String> ENV = System.getenv();

    @Override
    protected Executor start(Endpoints endpoints, Path folder) throws Exception {
        KubernetesExecutor executor = new KubernetesExecutor(
                endpoints,
                folder,
                needed("OUTRIDER_TEST_IMAGE"),
                true,
                List.of(
                        "-Dquarkus.http.host=0.0.0.0",
                        "-Doutrider.k8s.namespace=" + ENV.getOrDefault("OUTRIDER_TEST_NAMESPACE", "default"),
                        "-Doutrider.k8s.companion.image=" + needed("OUTRIDER_TEST_COMPANION_IMAGE"),
                        "-Doutrider.k8s.companion.url=http://" + needed("OUTRIDER_TEST_ADDRESS")
                                + ":${quarkus.http.port}"));
        executor.start();
        return executor;
    }

    private static String needed(String variable) {
        String value = ENV.getOrDefault(variable, "");
        assertThat(value)
                .as("the variable %s; see executor-contract/README.md", variable)
                .isNotEmpty();
        return value;
    }
}
