package io.outrider.agent.fake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP proxy that knows CONNECT, and lets one user through. */
public final class ConnectProxy implements AutoCloseable {

    private final ServerSocket server;
    private final String authorization;
    private final List<String> tunnels = new CopyOnWriteArrayList<>();

    public ConnectProxy(String userInfo) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.authorization = "Proxy-Authorization: Basic "
                + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Where it was asked to connect to, and did. */
    public List<String> tunnels() {
        return tunnels;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket client) {
        try (client) {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) client.getInputStream().read());
            }
            if (!head.toString().contains(authorization + "\r\n")) {
                answer(client, "407 Proxy Authentication Required");
                return;
            }
            String target = head.toString().split(" ", 3)[1];
            try (Socket there = new Socket("localhost", Integer.parseInt(target.substring(target.indexOf(':') + 1)))) {
                tunnels.add(target);
                answer(client, "200 Connection established");
                Thread back = Thread.ofVirtual().start(() -> copy(there, client));
                copy(client, there);
                back.join();
            }
        } catch (IOException | InterruptedException e) {
            // The other side has gone.
        }
    }

    private static void answer(Socket client, String status) throws IOException {
        client.getOutputStream().write(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void copy(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
            to.shutdownOutput();
        } catch (IOException e) {
            // The other direction ends with it.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
