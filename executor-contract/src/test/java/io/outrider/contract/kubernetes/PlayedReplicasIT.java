package io.outrider.contract.kubernetes;

import io.outrider.contract.Bench;
import io.outrider.contract.ReplicaCases;
import io.outrider.contract.Replicas;
import io.outrider.contract.Wire;
import io.outrider.played.PlayedCluster;
import io.outrider.stack.infrastructure.Endpoints;
import io.outrider.stack.testing.SharedInfrastructure;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas at once, on the played cluster: every run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlayedReplicasIT implements ReplicaCases {

    private Path folder;
    private PlayedCluster cluster;
    private KubernetesReplicas replicas;
    private Bench bench;

    @BeforeAll
    void prepare(@TempDir Path shared) throws Exception {
        folder = shared;
        Endpoints endpoints = SharedInfrastructure.endpoints();
        cluster = Played.cluster(folder.resolve("cluster"));
        replicas = new KubernetesReplicas(endpoints, folder, cluster, Played.IMAGE, Played.settings(cluster));
        bench = new Bench(new Wire(endpoints), replicas);
        replicas.start();
    }

    @AfterAll
    void finish() {
        if (bench != null) {
            bench.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    @Override
    public Bench bench() {
        return bench;
    }

    @Override
    public Replicas replicas() {
        return replicas;
    }

    @Override
    public Path folder() {
        return folder;
    }
}
