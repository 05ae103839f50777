package io.outrider.agent.fake;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;

/** Speaks TLS on a socket and says, to the head of each request, what the test has it say, byte by byte. */
public final class ScriptedGateway implements AutoCloseable {

    private final TestCa ca = new TestCa();
    private final SSLServerSocket server;
    private final Function<String, String> script;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final List<Integer> bodies = new CopyOnWriteArrayList<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();

    /** Listens on every address; the script's answer to a head is sent before the body is read, and an empty one not at all. */
    public ScriptedGateway(Function<String, String> script) throws IOException {
        this.script = script;
        this.server = (SSLServerSocket) ca.server().getServerSocketFactory().createServerSocket(0);
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** The heads of the requests so far. */
    public List<String> heads() {
        return heads;
    }

    /** The lengths of the bodies that came. */
    public List<Integer> bodies() {
        return bodies;
    }

    public int connections() {
        return connections.size();
    }

    /** Closes what is open; new connections are taken. */
    public void hangUp() throws IOException {
        for (Socket connection : connections) {
            connection.close();
        }
    }

    /** What an agent that was enrolled here trusts. */
    public SSLContext trust() throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", ca.certificate);
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = server.accept();
                connections.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            while (true) {
                String head = head(in);
                heads.add(head);
                String answer = script.apply(head);
                connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                connection.getOutputStream().flush();
                if (answer.contains("Connection: close")) {
                    return;
                }
                int length = length(head);
                if (length > 0) {
                    bodies.add(in.readNBytes(length).length);
                }
            }
        } catch (IOException e) {
            // The other side has gone, or hangUp.
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() throws IOException {
        server.close();
        hangUp();
    }
}
