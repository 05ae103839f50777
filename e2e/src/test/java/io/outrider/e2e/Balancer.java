package io.outrider.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What stands before several gateways: hands each connection to the next of them that takes it, and does not look inside. */
final class Balancer implements AutoCloseable {

    private static final int CONNECT_MILLIS = 2_000;

    private final ServerSocket server;
    private final List<Integer> ports;
    private final AtomicInteger next = new AtomicInteger();

    /** Starts before these ports of this machine. */
    Balancer(List<Integer> ports) throws IOException {
        this.ports = List.copyOf(ports);
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("balancer").start(this::accept);
    }

    /** Where agents reach the gateways. */
    URI url() {
        return URI.create("https://127.0.0.1:" + server.getLocalPort());
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                // The loop ends with it.
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket gateway = connect()) {
            Thread back = Thread.ofVirtual().start(() -> pump(gateway, client));
            pump(client, gateway);
            back.join();
        } catch (IOException noneLives) {
            // The client sees its connection end, and tries again.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Socket connect() throws IOException {
        IOException last = new IOException("Expected a gateway, but there is none");
        for (int i = 0; i < ports.size(); i++) {
            Socket socket = new Socket();
            try {
                int port = ports.get(Math.floorMod(next.getAndIncrement(), ports.size()));
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
                return socket;
            } catch (IOException away) {
                socket.close();
                last = away;
            }
        }
        throw last;
    }

    /** Moves bytes until one side ends, and then ends both. */
    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            in.transferTo(to.getOutputStream());
        } catch (IOException ended) {
            // Both are closed.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
