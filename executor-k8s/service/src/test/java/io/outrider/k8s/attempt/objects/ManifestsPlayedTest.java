package io.outrider.k8s.attempt.objects;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.outrider.played.PlayedCluster;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** At the played one. */
class ManifestsPlayedTest extends ManifestsAtServer {

    @TempDir
    private static Path folder;

    private static PlayedCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = new PlayedCluster(folder, Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
    }

    @Override
    protected KubernetesClient connected() {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withMasterUrl(cluster.url().toString())
                        .build())
                .build();
    }
}
