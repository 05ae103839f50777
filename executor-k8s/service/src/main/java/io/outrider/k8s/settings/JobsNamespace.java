package io.outrider.k8s.settings;

import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.enterprise.context.ApplicationScoped;

/** Where Jobs are. */
@ApplicationScoped
public class JobsNamespace {

    private final KubernetesClient client;
    private final K8sSettings settings;

    JobsNamespace(KubernetesClient client, K8sSettings settings) {
        this.client = client;
        this.settings = settings;
    }

    /** Returns the namespace's name. */
    public String name() {
        String ofClient = client.getNamespace();
        return settings.namespace().orElse(ofClient == null ? "default" : ofClient);
    }
}
