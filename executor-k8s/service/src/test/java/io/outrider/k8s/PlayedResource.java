package io.outrider.k8s;

import io.outrider.companion.CompanionMain;
import io.outrider.played.PlayedCluster;
import io.outrider.stack.infrastructure.Endpoints;
import io.outrider.stack.process.FreePorts;
import io.outrider.stack.testing.SharedInfrastructure;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A played cluster beside the real Kafka and registry, and an executor with short times. */
public final class PlayedResource implements QuarkusTestResourceLifecycleManager {

    static final String COMPANION = "outrider/companion:test";

    private static volatile @Nullable PlayedCluster cluster;

    /** Returns the cluster that the executor of this test has. */
    static PlayedCluster cluster() {
        PlayedCluster played = cluster;
        if (played == null) {
            throw new IllegalStateException("Expected the cluster to be started, but it is not");
        }
        return played;
    }

    @Override
    public Map<String, String> start() {
        Endpoints endpoints = SharedInfrastructure.endpoints();
        try {
            Path folder = Files.createTempDirectory("played");
            PlayedCluster played = new PlayedCluster(folder, Map.of(COMPANION, companion()));
            cluster = played;
            int port = new FreePorts().any();
            Path key = Files.writeString(folder.resolve("key"), "k".repeat(32));
            Map<String, String> settings = new HashMap<>();
            settings.put("kafka.bootstrap.servers", endpoints.kafka());
            settings.put("outrider.registry.url", endpoints.registryUrl());
            settings.put("outrider.artifacts.dir", folder.resolve("artifacts").toString());
            settings.put(
                    "quarkus.kubernetes-client.api-server-url", played.url().toString());
            settings.put("quarkus.http.test-port", Integer.toString(port));
            settings.put("outrider.k8s.name", "test-cluster");
            settings.put("outrider.k8s.namespace", "tasks");
            settings.put("outrider.k8s.labels.site", "test");
            settings.put("outrider.k8s.slots", "7");
            settings.put("outrider.k8s.companion.image", COMPANION);
            settings.put("outrider.k8s.companion.url", "http://127.0.0.1:" + port);
            settings.put("outrider.k8s.companion.key-file", key.toString());
            settings.put("outrider.k8s.start-timeout", "8s");
            settings.put("outrider.k8s.pull-timeout", "1s");
            settings.put("outrider.k8s.upload-time", "20s");
            settings.put("outrider.k8s.node-lost-after", "5s");
            settings.put("outrider.k8s.lease.duration", "3s");
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> companion() {
        try {
            Path classes = Path.of(CompanionMain.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xshare:auto",
                    "-cp",
                    classes.toString(),
                    CompanionMain.class.getName());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        PlayedCluster played = cluster;
        if (played != null) {
            played.close();
        }
    }
}
