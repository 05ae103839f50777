package io.outrider.played;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A cluster with one machine, this one. Jobs that are created at {@link #url} run here, with every step that a client of a real cluster
 * can see; {@link #faults} says what goes wrong.
 *
 * <p>Containers are local processes without isolation: variables that name a mounted path name its folder on this machine instead, and
 * the port of a startup probe is another one for each pod. Volumes: Secrets, projections of Secrets, emptyDir.
 */
public final class PlayedCluster implements AutoCloseable {

    private static final long PAUSE_MILLIS = 40;

    /** Would log a line for each request. */
    private static final Logger REQUESTS = Logger.getLogger(MockWebServer.class.getName());

    private final KubernetesMockServer server;
    private final WatchCache cache = new WatchCache();
    private final KubernetesClient inner;
    private final Store store;
    private final Faults faults = new Faults();
    private final Kubelet kubelet;
    private final JobController controller;
    private final ApiFront front;
    private final Thread loop;
    private volatile boolean closed;

    /**
     * Starts a cluster.
     *
     * @param folder for volumes and what else containers write
     * @param entrypoints of images that have one, by reference; a container of any other image runs its command on this machine
     */
    public PlayedCluster(Path folder, Map<String, List<String>> entrypoints) {
        REQUESTS.setLevel(Level.WARNING);
        server = new KubernetesMockServer(new Context(), new MockWebServer(), new HashMap<>(), cache, false);
        server.init(InetAddress.getLoopbackAddress(), 0);
        inner = client(server.getPort());
        store = new Store(inner);
        kubelet = new Kubelet(store, new Images(Map.copyOf(entrypoints)), folder, faults);
        controller = new JobController(store);
        front = new ApiFront(server.getPort(), cache, faults, new Deletions(store, kubelet), new Logs(store, kubelet));
        loop = Thread.ofPlatform().daemon().name("played-cluster").start(this::play);
    }

    private static KubernetesClient client(int port) {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:" + port)
                .withNamespace("default")
                .withRequestRetryBackoffLimit(0)
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /** Where its API is. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + front.port());
    }

    /** A client of its own API, which the caller closes. */
    public KubernetesClient client() {
        return client(front.port());
    }

    public Faults faults() {
        return faults;
    }

    /** Breaks every open watch; clients have to open them again. */
    public void closeWatches() {
        front.closeWatches();
    }

    /**
     * Forgets what has changed until now: watches get an ERROR event with 410, those that are open as well as those that come back to an
     * older version, and their clients have to list anew.
     */
    public void expireWatches() {
        cache.expire();
    }

    /** Drops what logs hold until now, as a kubelet does that rotates them; streams that follow them end. */
    public void dropLogs() {
        kubelet.dropLogs();
    }

    /** The pods as they are. */
    public List<Pod> pods() {
        return store.pods();
    }

    private void play() {
        while (!closed) {
            try {
                controller.round();
                kubelet.round();
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (!closed) {
                    System.getLogger("played-cluster").log(System.Logger.Level.WARNING, "A round failed", e);
                }
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        loop.interrupt();
        try {
            loop.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kubelet.stop();
        front.close();
        inner.close();
        server.destroy();
    }
}
