package io.outrider.contract.kubernetes;

import io.outrider.contract.Executor;
import io.outrider.contract.ExecutorContract;
import io.outrider.contract.RestartCases;
import io.outrider.played.PlayedCluster;
import io.outrider.stack.infrastructure.Endpoints;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

/** On the played cluster: every run. */
class PlayedContractIT extends ExecutorContract implements RestartCases {

    private static final String COMPANION = "registry.example/outrider/companion:1";
    private static final String IMAGE = "registry.example/outrider/shell@sha256:" + "0".repeat(64);

    private PlayedCluster cluster;

    @Override
    protected Executor start(Endpoints endpoints, Path folder) throws Exception {
        Path jar = KubernetesExecutor.ROOT.resolve("executor-k8s/companion/target/outrider-companion.jar");
        cluster = new PlayedCluster(
                folder.resolve("cluster"),
                Map.of(
                        COMPANION,
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xshare:auto",
                                "-Xmx64m",
                                "-jar",
                                jar.toString())));
        KubernetesExecutor executor = new KubernetesExecutor(
                endpoints,
                folder,
                IMAGE,
                false,
                List.of(
                        "-Dquarkus.kubernetes-client.api-server-url=" + cluster.url(),
                        "-Dquarkus.kubernetes-client.namespace=tasks",
                        "-Doutrider.k8s.namespace=tasks",
                        "-Doutrider.k8s.companion.image=" + COMPANION,
                        "-Doutrider.k8s.companion.url=http://127.0.0.1:${quarkus.http.port}"));
        executor.start();
        return executor;
    }

    @AfterAll
    void stopCluster() {
        if (cluster != null) {
            cluster.close();
        }
    }
}
