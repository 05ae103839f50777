package io.outrider.template.source;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.outrider.template.source.application.Source;
import io.outrider.template.source.domain.SourceFile;
import io.outrider.template.source.domain.SourceLimits;
import io.outrider.template.source.domain.SourceOrigin;
import io.outrider.template.source.domain.SourceRefusedException;
import io.outrider.template.source.outbound.git.GitSettings;
import io.outrider.template.source.outbound.git.GitSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that nobody should reach, and servers that never come to an end. */
class GitServersTest {
    private static final String LOCAL = "127.0.0.1";
    /** Above what a fetch may bring here, below what would take long. */
    private static final int ENDLESS = 200_000;

    private static final Duration DRIPPING = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/x.git",
                "https://localhost:5432/x.git",
                "https://[::1]/x.git",
                "https://[::ffff:7f00:1]/x.git",
                "https://2130706433/x.git",
                "https://169.254.169.254/x.git",
                "https://[fe80::1]/x.git",
                "https://0.0.0.0/x.git",
                "https://[::]/x.git",
                "https://224.0.0.1/x.git",
                "ssh://127.0.0.1/x.git",
                "git@localhost:x.git"
            })
    void shouldRefuseHostsThatAreThisMachineOrOnItsLink(String url) {
        GitSource source = source(Set.of("https", "ssh"), Set.of("git.example.com"), Duration.ofSeconds(5));

        assertThatThrownBy(() -> source.fetch(new SourceOrigin.Git(url, null, null)))
                .isInstanceOf(SourceRefusedException.class)
                .hasMessageStartingWith("Expected a git URL of another machine, but ")
                .hasMessageContaining("unchecked-hosts");
    }

    @Test
    void shouldRefuseToBeSentToThisMachine() throws IOException {
        withServer(
                exchange -> {
                    int port = exchange.getLocalAddress().getPort();
                    exchange.getResponseHeaders()
                            .add(
                                    "Location",
                                    "http://localhost:" + port + "/other.git/info/refs?service=git-upload-pack");
                    exchange.sendResponseHeaders(302, -1);
                },
                "'localhost' is at");
    }

    @Test
    void shouldStopAServerThatNamesTooManyBranches() throws IOException {
        withServer(
                exchange -> {
                    OutputStream out = advertisement(exchange);
                    branches(out);
                    out.close();
                },
                "brings more than 100000 bytes");
    }

    @Test
    void shouldCountBranchesAfterTheyAreUnzipped() throws IOException {
        withServer(
                exchange -> {
                    exchange.getResponseHeaders().add("Content-Encoding", "gzip");
                    OutputStream out = new GZIPOutputStream(advertisement(exchange));
                    branches(out);
                    out.close();
                },
                "brings more than 100000 bytes");
    }

    @Test
    void shouldStopAServerThatNeverEndsButNeverIsSilent() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ExecutorService drip = Executors.newVirtualThreadPerTaskExecutor()) {
            drip.execute(() -> drip(server));
            Instant begin = Instant.now();

            assertRefused(url(server.getLocalPort()), Duration.ofSeconds(2), "it took too long");

            assertThat(Duration.between(begin, Instant.now())).isLessThan(DRIPPING.dividedBy(2));
        }
    }

    @Test
    void shouldFetchFromAnExemptHost() throws Exception {
        try (Git git = Git.init()
                .setDirectory(folder.resolve("repository").toFile())
                .setInitialBranch("main")
                .call()) {
            Files.writeString(folder.resolve("repository/run.sh"), "true");
            git.add().addFilepattern(".").call();
            git.commit()
                    .setMessage("x")
                    .setAuthor("a", "a@example.com")
                    .setSign(false)
                    .call();
            HttpServer server = server(exchange -> serve(git, exchange));
            GitSource sources = source(Set.of("http"), Set.of(LOCAL), Duration.ofSeconds(60));

            try (Source source = sources.fetch(new SourceOrigin.Git(url(server), "main", null))) {
                assertThat(source.listing().files())
                        .extracting(SourceFile::path)
                        .containsExactly("run.sh");
            } finally {
                server.stop(0);
            }
        }
    }

    private void withServer(HttpHandler handler, String words) throws IOException {
        HttpServer server = server(handler);
        try {
            assertRefused(url(server), Duration.ofSeconds(60), words);
        } finally {
            server.stop(0);
        }
    }

    private static HttpServer server(HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                handler.handle(exchange);
            }
        });
        server.start();
        return server;
    }

    private static String url(HttpServer server) {
        return url(server.getAddress().getPort());
    }

    private static String url(int port) {
        return "http://" + LOCAL + ":" + port + "/x.git";
    }

    private void assertRefused(String url, Duration timeout, String words) {
        GitSource source = source(Set.of("http"), Set.of(LOCAL), timeout);

        assertThatThrownBy(() -> source.fetch(new SourceOrigin.Git(url, "main", null)))
                .isInstanceOf(SourceRefusedException.class)
                .hasMessageContaining(words);
        assertThat(folder).isEmptyDirectory();
    }

    private GitSource source(Set<String> schemes, Set<String> unchecked, Duration timeout) {
        return new GitSource(new GitSettings(schemes, timeout, 100_000, unchecked), SourceLimits.DEFAULT, folder);
    }

    /** Git's smart protocol over HTTP. */
    private static void serve(Git git, HttpExchange exchange) throws IOException {
        UploadPack upload = new UploadPack(git.getRepository());
        upload.setBiDirectionalPipe(false);
        String protocol = exchange.getRequestHeaders().getFirst("Git-Protocol");
        upload.setExtraParameters(protocol == null ? List.of() : List.of(protocol));
        if (exchange.getRequestMethod().equals("GET")) {
            PacketLineOut lines = new PacketLineOut(advertisement(exchange));
            upload.sendAdvertisedRefs(new RefAdvertiser.PacketLineOutRefAdvertiser(lines), "git-upload-pack");
        } else {
            exchange.getResponseHeaders().add("Content-Type", "application/x-git-upload-pack-result");
            exchange.sendResponseHeaders(200, 0);
            boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            InputStream body = exchange.getRequestBody();
            upload.upload(zipped ? new GZIPInputStream(body) : body, exchange.getResponseBody(), null);
        }
    }

    private static OutputStream advertisement(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/x-git-upload-pack-advertisement");
        exchange.sendResponseHeaders(200, 0);
        return exchange.getResponseBody();
    }

    private static void branches(OutputStream out) throws IOException {
        out.write(line("# service=git-upload-pack\n"));
        out.write("0000".getBytes(US_ASCII));
        int written = 0;
        for (int i = 0; written < ENDLESS; i++) {
            byte[] line = line("1".repeat(40) + " refs/heads/b" + i + (i == 0 ? "\0 ofs-delta" : "") + "\n");
            out.write(line);
            written += line.length;
        }
        out.write("0000".getBytes(US_ASCII));
    }

    private static byte[] line(String text) {
        return String.format("%04x%s", text.length() + 4, text).getBytes(US_ASCII);
    }

    /** One header after the other, until nobody listens any more. */
    private static void drip(ServerSocket server) {
        try (Socket socket = server.accept()) {
            OutputStream out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\n".getBytes(US_ASCII));
            for (int i = 0; i < DRIPPING.toMillis() / 100; i++) {
                out.write(("X-" + i + ": x\r\n").getBytes(US_ASCII));
                Thread.sleep(100);
            }
        } catch (IOException e) {
            // The other side has gone, as it should.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
