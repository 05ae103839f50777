package io.outrider.companion;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.concurrent.CountDownLatch;

/**
 * Waits until the task's own container has ended, which Kubernetes tells a sidecar by SIGTERM, and uploads what it left. Says that
 * it is ready before the task starts, so that no SIGTERM comes too early.
 */
final class Collecting {

    private static final System.Logger LOG = System.getLogger("companion");

    private final Surroundings here;

    Collecting(Surroundings here) {
        this.here = here;
    }

    void run() throws IOException, InterruptedException {
        // The contract promises the folder; the task starts once this container is ready.
        Files.createDirectories(here.out().resolve("artifacts"));
        Runtime.getRuntime().addShutdownHook(new Thread(this::upload, "upload"));
        if (here.readyPort() > 0) {
            sayReady();
        }
        new CountDownLatch(1).await();
    }

    private void upload() {
        int code = 0;
        try {
            new Uploading(here).run();
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, e.getMessage());
            code = 1;
        } catch (InterruptedException e) {
            code = 1;
        }
        // An ordinary end from a signal's hook would be reported as 143.
        Runtime.getRuntime().halt(code);
    }

    private void sayReady() throws IOException {
        ServerSocket server = new ServerSocket(here.readyPort(), 16);
        Thread.ofPlatform().daemon().name("ready").start(() -> {
            while (true) {
                try (Socket socket = server.accept()) {
                    socket.setSoTimeout(1_000);
                    // One read is the whole of a probe's request.
                    int read = socket.getInputStream().read(new byte[4_096]);
                    if (read > 0) {
                        OutputStream answer = socket.getOutputStream();
                        answer.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                    }
                } catch (IOException e) {
                    LOG.log(System.Logger.Level.DEBUG, e.getMessage());
                }
            }
        });
    }
}
