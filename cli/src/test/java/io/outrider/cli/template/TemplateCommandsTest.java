package io.outrider.cli.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.cli.output.Json;
import io.outrider.cli.testing.Cli;
import io.outrider.cli.testing.FakeServer;
import io.outrider.cli.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateCommandsTest {
    private static final String BUILDING = version("BUILDING", "");
    private static final String READY = version("READY", "");

    private final FakeServer server = new FakeServer();
    private final Cli cli = Cli.against(server);

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldPushAFolderAndStayUntilItIsBuilt() throws IOException {
        Files.writeString(folder.resolve("template.yaml"), "kind: Template");
        AtomicInteger asked = new AtomicInteger();
        server.json("POST /templates", 202, BUILDING)
                .on("GET /builds/b-1", exchange -> {
                    boolean known = asked.incrementAndGet() > 1;
                    FakeServer.send(exchange, known ? 200 : 404, "application/json", "{\"id\":\"b-1\"}");
                })
                .on(
                        "GET /builds/b-1/logs",
                        exchange -> FakeServer.sendEvents(
                                exchange,
                                "id: 1\ndata: {\"text\":\"FROM scratch\\n\"}\n\nid: 2\ndata: done\n\nevent: end\ndata:\n\n"))
                .json("GET /templates/hello/versions/1.0.0", READY);

        Cli.Result result = cli.run("template", "push", folder.toString(), "--wait", "--as", "1.0.0");

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(server.only("POST").uri()).isEqualTo("/api/v1/templates?project=default&version=1.0.0");
        assertThat(server.only("POST").headers()).containsEntry("Content-type", "application/gzip");
        assertThat(result.out()).startsWith("FROM scratch\ndone\n").contains("status    READY");
        assertThat(result.err()).contains("1 file").contains("New version hello@1.0.0");
    }

    @Test
    void shouldEndWithOneWhenTheBuildFails() throws IOException {
        Files.writeString(folder.resolve("template.yaml"), "kind: Template");
        server.json("POST /templates", 202, BUILDING)
                .json("GET /builds/b-1", "{\"id\":\"b-1\"}")
                .on("GET /builds/b-1/logs", exchange -> FakeServer.sendEvents(exchange, "event: end\ndata:\n\n"))
                .json("GET /templates/hello/versions/1.0.0", version("FAILED", "no such base image"));

        Cli.Result result = cli.run("template", "push", folder.toString(), "--wait");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("no such base image").contains("outrider build logs b-1");
    }

    @Test
    void shouldSayThatTheContentIsKnown() throws IOException {
        Path archive = folder.resolve("t.zip");
        Files.write(archive, new byte[] {'P', 'K', 3, 4});
        server.json("POST /templates", 200, READY);

        Cli.Result result = cli.run("template", "push", archive.toString());

        assertThat(result.err()).contains("Unchanged: the same content is hello@1.0.0");
        assertThat(server.only("POST").headers()).containsEntry("Content-type", "application/zip");
    }

    @Test
    void shouldPushFromGit() throws IOException {
        server.json("POST /templates", 202, READY);

        cli.run("template", "push", "--git", "https://example.com/t.git", "--ref", "v1", "--path", "sub");

        assertThat(Json.parse(server.only("POST").text()))
                .isEqualTo(Json.parse(
                        "{\"git\":{\"url\":\"https://example.com/t.git\",\"ref\":\"v1\",\"path\":\"sub\"}}"));
    }

    @Test
    void shouldRefuseAFolderWithoutATemplate() {
        Cli.Result result = cli.run("template", "push", folder.toString());

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("Expected template.yaml in " + folder);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void shouldRefuseAFileThatIsNoArchive() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "hello");

        Cli.Result result = cli.run("template", "push", file.toString());

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("a .zip or a .tgz");
    }

    @Test
    void shouldShowAVersion() {
        server.json("GET /templates/hello/versions/latest", Golden.file("version.json"));

        Cli.Result result = cli.run("template", "show", "hello");

        assertThat(result.out()).isEqualTo(Golden.file("template-show.txt"));
    }

    private static String version(String status, String reason) {
        return "{\"template\":\"hello\",\"version\":\"1.0.0\",\"status\":\"" + status + "\",\"reason\":\"" + reason
                + "\",\"buildId\":\"b-1\"}";
    }
}
