package io.outrider.stack.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Chooses ports of the loopback address that nobody listens on; never the same one twice. */
public final class FreePorts {

    /** Below the range that Linux takes for outgoing connections, which could otherwise take a chosen port first. */
    private static final int RANDOM_FROM = 20_000;

    private static final int RANDOM_TO = 32_000;
    private static final int ATTEMPTS = 500;

    /** Leaves the neighbours of a taken port to those who prefer them. */
    private static final int STEP_ASIDE = 100;

    private final Set<Integer> chosen = new HashSet<>();

    /** Returns the preferred port, or a free one above it. */
    public synchronized int prefer(int port) {
        if (take(port)) {
            return port;
        }
        for (int candidate = port + STEP_ASIDE; candidate < port + STEP_ASIDE + ATTEMPTS; candidate++) {
            if (take(candidate)) {
                return candidate;
            }
        }
        throw new IllegalStateException("Expected a free port near " + port + ", but " + ATTEMPTS + " are taken");
    }

    private boolean take(int port) {
        return !chosen.contains(port) && isFree(port) && chosen.add(port);
    }

    /** Returns any free port, for tests that run side by side. */
    public int any() {
        return prefer(ThreadLocalRandom.current().nextInt(RANDOM_FROM, RANDOM_TO));
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
