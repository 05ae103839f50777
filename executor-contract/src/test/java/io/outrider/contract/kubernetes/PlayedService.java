package io.outrider.contract.kubernetes;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a Kubernetes Service is for pods: one address before several replicas. Connections go to them in turn, also to one that has
 * just died or does not answer, as happens until a cluster has noticed.
 */
final class PlayedService implements AutoCloseable {

    private final ServerSocket server;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private volatile List<URI> replicas = List.of();

    PlayedService() throws IOException {
        server = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("played-service").start(this::accept);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    void leadTo(List<URI> addresses) {
        replicas = List.copyOf(addresses);
    }

    private void accept() {
        for (int turn = 0; !server.isClosed(); turn++) {
            try {
                Socket caller = server.accept();
                URI replica = replicas.get(turn % replicas.size());
                Thread.ofVirtual().start(() -> join(caller, replica));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void join(Socket caller, URI replica) {
        connections.add(caller);
        try (caller;
                Socket callee = new Socket(replica.getHost(), replica.getPort())) {
            connections.add(callee);
            Thread.ofVirtual().start(() -> copy(caller, callee));
            copy(callee, caller);
        } catch (IOException refused) {
            // The caller sees a connection that is closed, and tries again.
        } finally {
            connections.remove(caller);
        }
    }

    /** Copies until one side ends, then ends the other. */
    private void copy(Socket from, Socket to) {
        try (to) {
            OutputStream out = to.getOutputStream();
            from.getInputStream().transferTo(out);
        } catch (IOException closed) {
            // Either side may end it.
        } finally {
            connections.remove(to);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket each : connections) {
                each.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
