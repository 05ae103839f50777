package io.outrider.contract.kubernetes;

import io.outrider.contract.Executor;
import io.outrider.contract.ExecutorContract;
import io.outrider.contract.RestartCases;
import io.outrider.contract.TraceCases;
import io.outrider.played.PlayedCluster;
import io.outrider.stack.infrastructure.Endpoints;
import io.outrider.stack.testing.TraceCollector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/** On the played cluster: every run. */
class PlayedContractIT extends ExecutorContract implements RestartCases, TraceCases {

    private PlayedCluster cluster;
    private TraceCollector collector;

    @Override
    protected Executor start(Endpoints endpoints, Path folder) throws Exception {
        cluster = Played.cluster(folder.resolve("cluster"));
        collector = new TraceCollector();
        List<String> settings = new ArrayList<>(Played.settings(cluster));
        settings.add("-Doutrider.k8s.companion.url=http://127.0.0.1:${quarkus.http.port}");
        settings.add("-Dotel.exporter.otlp.endpoint=" + collector.endpoint());
        settings.add("-Dotel.bsp.schedule.delay=200");
        KubernetesExecutor executor = new KubernetesExecutor(endpoints, folder, Played.IMAGE, false, settings);
        executor.start();
        return executor;
    }

    @Override
    public TraceCollector collector() {
        return collector;
    }

    @AfterAll
    void stopCluster() {
        if (collector != null) {
            collector.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }
}
