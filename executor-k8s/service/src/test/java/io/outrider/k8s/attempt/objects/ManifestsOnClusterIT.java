package io.outrider.k8s.attempt.objects;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** At the real one that KUBECONFIG names: {@code ./outrider test --cluster}. An API server without machines is enough; nothing is kept. */
@Tag("cluster")
@EnabledIfSystemProperty(
        named = "outrider.test.cluster",
        matches = "true",
        disabledReason = "skipped: no cluster; ./outrider test --cluster runs it on the one of KUBECONFIG")
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+", disabledReason = "skipped: no cluster")
class ManifestsOnClusterIT extends ManifestsAtServer {

    @Override
    protected KubernetesClient connected() {
        return new KubernetesClientBuilder().build();
    }

    @Override
    protected String namespace() {
        return System.getenv().getOrDefault("OUTRIDER_TEST_NAMESPACE", "default");
    }
}
