package io.outrider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.cli.testing.Cli;
import io.outrider.cli.testing.FakeServer;
import java.io.IOException;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {
    private final FakeServer server = new FakeServer();
    private final Cli cli = Cli.against(server);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldSayWhatWasNotFound() {
        Cli.Result result = cli.run("job", "show", "j-0");

        assertThat(result).isEqualTo(new Cli.Result(3, "", "outrider: There is no /jobs/j-0\n"));
    }

    @ParameterizedTest
    @CsvSource({"400,4", "401,4", "403,4", "409,4", "422,4", "429,4", "404,3", "500,5", "503,5"})
    void shouldMapTheStatusToTheExitCode(int status, int code) {
        server.json("GET /jobs/j-1", status, "{\"title\":\"T\",\"detail\":\"because of this\"}");

        Cli.Result result = cli.run("job", "show", "j-1");

        assertThat(result.code()).isEqualTo(code);
        assertThat(result.err()).contains("because of this").hasLineCount(1);
    }

    @Test
    void shouldSayHowToSignIn() {
        server.json("GET /jobs/j-1", 401, "");

        Cli.Result result = cli.run("job", "show", "j-1");

        assertThat(result.err()).contains("--token or OUTRIDER_TOKEN");
    }

    @Test
    void shouldSayWhereNobodyAnswered() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }

        Cli.Result result = cli.run("job", "list", "--server", "http://127.0.0.1:" + closed);

        assertThat(result.code()).isEqualTo(5);
        assertThat(result.err())
                .contains("http://127.0.0.1:" + closed)
                .contains("nothing listens there")
                .contains("check --server")
                .hasLineCount(1);
    }

    @Test
    void shouldDoubtAServerThatDoesNotSpeakJson() {
        server.on("GET /jobs", exchange -> FakeServer.send(exchange, 200, "text/html", "<html>sign in</html>"));

        Cli.Result result = cli.run("job", "list");

        assertThat(result.code()).isEqualTo(5);
        assertThat(result.err()).contains("is that an Outrider server?");
    }

    @Test
    void shouldRefuseAnAddressThatIsNone() {
        Cli.Result result = cli.run("job", "list", "--server", "outrider.example.com");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("Expected --server to be an address");
    }

    @Test
    void shouldSuggestTheOptionThatWasMeant() {
        Cli.Result result = cli.run("run", "hello", "--folow");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("Unknown option: '--folow'").contains("--follow");
    }

    @Test
    void shouldShowAGroupsCommandsWhenNoneIsNamed() {
        Cli.Result result = cli.run("job");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).startsWith("Usage: outrider job").contains("cancel");
    }

    @Test
    void shouldRefuseAFormatThatIsNone() {
        Cli.Result result = cli.run("job", "list", "-o", "xml");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("TABLE, JSON, YAML").contains("xml").doesNotContain("Usage:");
    }
}
