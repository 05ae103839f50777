package io.outrider.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.outrider.images.catalogue.ImageKind;
import io.outrider.stack.process.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image, pushed to a real registry. */
class PushTest {

    private final int port = new FreePorts().any();

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void needTheBill() {
        Built.assumeBill();
    }

    @Test
    void shouldBeInTheRegistryUnderTheDigestThatIsTold() throws IOException, InterruptedException {
        assumeTrue(Shell.has("docker-registry"), "skipped: no docker-registry");
        Process registry = registry();
        try {
            String told = Built.making().make(ImageKind.COMPANION, naming(), folder, MakingImages.Form.PUSH_INSECURE);

            String digest = told.substring(told.indexOf('@') + 1);
            assertThat(told).startsWith("127.0.0.1:" + port + "/team/outrider/companion:1.2.3@sha256:");
            assertThat(manifest(digest)).isEqualTo(200);
            assertThat(manifest("1.2.3")).isEqualTo(200);
        } finally {
            registry.destroy();
        }
    }

    @Test
    void shouldSayWhichRegistryDoesNotAnswer() {
        assertThatThrownBy(() ->
                        Built.making().make(ImageKind.COMPANION, naming(), folder, MakingImages.Form.PUSH_INSECURE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Expected to write 127.0.0.1:" + port + "/team/outrider/companion:1.2.3");
    }

    private MakingImages.Naming naming() {
        return new MakingImages.Naming("127.0.0.1:" + port, "team/outrider", "1.2.3");
    }

    private Process registry() throws IOException {
        Path config =
                Files.writeString(folder.resolve("registry.yml"), """
                version: 0.1
                storage: {filesystem: {rootdirectory: '%s'}}
                http: {addr: '127.0.0.1:%d'}
                """.formatted(folder.resolve("registry"), port));
        Process process = new ProcessBuilder(List.of("docker-registry", "serve", config.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("registry.log").toFile())
                .start();
        await().atMost(Duration.ofSeconds(20)).until(this::answers);
        return process;
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private int manifest(String reference) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI address = URI.create("http://127.0.0.1:" + port + "/v2/team/outrider/companion/manifests/" + reference);
            HttpRequest request = HttpRequest.newBuilder(address)
                    .header("Accept", "application/vnd.docker.distribution.manifest.v2+json")
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }
}
