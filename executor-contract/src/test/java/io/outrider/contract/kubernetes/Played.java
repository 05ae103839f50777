package io.outrider.contract.kubernetes;

import io.outrider.played.PlayedCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The played cluster with the packaged companion, and what an executor has to know of it. */
final class Played {

    static final String IMAGE = "registry.example/outrider/shell@sha256:" + "0".repeat(64);
    private static final String COMPANION = "registry.example/outrider/companion:1";

    private Played() {}

    static PlayedCluster cluster(Path folder) {
        Path jar = KubernetesExecutor.ROOT.resolve("executor-k8s/companion/target/outrider-companion.jar");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new PlayedCluster(
                folder,
                Map.of(
                        COMPANION,
                        List.of(
                                java,
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xshare:auto",
                                "-Xmx64m",
                                "-jar",
                                jar.toString())));
    }

    static List<String> settings(PlayedCluster cluster) {
        return List.of(
                "-Dquarkus.kubernetes-client.api-server-url=" + cluster.url(),
                "-Dquarkus.kubernetes-client.namespace=tasks",
                "-Doutrider.k8s.namespace=tasks",
                "-Doutrider.k8s.companion.image=" + COMPANION);
    }
}
