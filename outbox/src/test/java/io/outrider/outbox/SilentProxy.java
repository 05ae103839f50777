package io.outrider.outbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Leads connections to a server, except for some: these it takes, reads nothing of and never answers. */
final class SilentProxy implements AutoCloseable {

    private final URI target;
    private final ServerSocket server;
    private final AtomicInteger toSwallow = new AtomicInteger();
    private final AtomicInteger swallowed = new AtomicInteger();
    private final Collection<Socket> open = new ConcurrentLinkedQueue<>();

    SilentProxy(URI target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** The target's address, with this proxy's port. */
    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + target.getPath();
    }

    /** Answers nothing on as many of the next connections. */
    void swallow(int connections) {
        toSwallow.set(connections);
    }

    int swallowed() {
        return swallowed.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket caller = server.accept();
                open.add(caller);
                if (toSwallow.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    swallowed.incrementAndGet();
                } else {
                    Socket called = new Socket(target.getHost(), target.getPort());
                    open.add(called);
                    Thread.ofVirtual().start(() -> copy(caller, called));
                    Thread.ofVirtual().start(() -> copy(called, caller));
                }
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One side has ended, and the other with it.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
