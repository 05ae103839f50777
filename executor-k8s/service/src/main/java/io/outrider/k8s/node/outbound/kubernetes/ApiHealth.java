package io.outrider.k8s.node.outbound.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.outrider.k8s.node.application.ClusterHealth;
import jakarta.enterprise.context.ApplicationScoped;

/** Asks for {@code /version}, which every service account may. */
@ApplicationScoped
public class ApiHealth implements ClusterHealth {

    private final KubernetesClient client;

    ApiHealth(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public String version() {
        return String.valueOf(client.getKubernetesVersion().getGitVersion());
    }
}
