package io.outrider.build.testing;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A registry with one empty base image, which leaves every caller waiting until the test opens it. */
public final class StallingRegistry implements AutoCloseable {
    private static final int TLS_HANDSHAKE = 0x16;
    private static final String MANIFEST_TYPE = "application/vnd.docker.distribution.manifest.v2+json";
    private static final byte[] CONFIG = """
            {"architecture": "amd64", "os": "linux", "config": {}, "rootfs": {"type": "layers", "diff_ids": []}}""".getBytes(StandardCharsets.UTF_8);
    private static final byte[] MANIFEST =
            """
            {"schemaVersion": 2, "mediaType": "%s", "layers": [],
             "config": {"mediaType": "application/vnd.docker.container.image.v1+json", "size": %d, "digest": "%s"}}""".formatted(MANIFEST_TYPE, CONFIG.length, digest(CONFIG)).getBytes(StandardCharsets.UTF_8);

    private final CountDownLatch opened = new CountDownLatch(1);
    private final AtomicInteger callers = new AtomicInteger();
    private final ServerSocket server;

    public StallingRegistry() throws IOException {
        server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::listen);
    }

    /** What a build names as its base. */
    public String image() {
        return "127.0.0.1:" + server.getLocalPort() + "/base:1";
    }

    /** How many requests there were, answered or not. */
    public int callers() {
        return callers.get();
    }

    public void open() {
        opened.countDown();
    }

    private void listen() {
        try {
            while (true) {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> answer(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void answer(Socket socket) {
        try (socket;
                InputStream in = new BufferedInputStream(socket.getInputStream());
                OutputStream out = socket.getOutputStream()) {
            in.mark(1);
            if (in.read() == TLS_HANDSHAKE) {
                // Clients try that first; the end of the connection is their answer.
                return;
            }
            in.reset();
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            boolean manifest = lines.readLine().contains("/v2/base/manifests/");
            while (!lines.readLine().isEmpty()) {}
            callers.incrementAndGet();
            opened.await();
            out.write(manifest ? response(MANIFEST_TYPE, MANIFEST) : response("application/octet-stream", CONFIG));
            out.write(manifest ? MANIFEST : CONFIG);
        } catch (IOException gone) {
            // The caller was killed.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] response(String type, byte[] body) {
        return """
                HTTP/1.1 200 OK\r
                Content-Type: %s\r
                Content-Length: %d\r
                Docker-Content-Digest: %s\r
                Connection: close\r
                \r
                """.formatted(type, body.length, digest(body)).getBytes(StandardCharsets.US_ASCII);
    }

    private static String digest(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
