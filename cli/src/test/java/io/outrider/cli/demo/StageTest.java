package io.outrider.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.cli.Surroundings;
import io.outrider.cli.output.Style;
import io.outrider.cli.testing.Cli;
import io.outrider.cli.testing.FakeServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StageTest {
    private final FakeServer server = new FakeServer()
            .json("POST /events", 202, "{\"accepted\":[{\"id\":\"e-1\"}]}")
            .on("GET /jobs/j-1/logs", exchange -> FakeServer.send(exchange, 200, "text/plain", "hello\n"));
    private final StringWriter out = new StringWriter();
    private final Stage stage = new Stage(
            new Surroundings(
                    Map.of("OUTRIDER_SERVER", server.url(), "OUTRIDER_TOKEN", "t0ken"),
                    new PrintWriter(out),
                    new PrintWriter(new StringWriter()),
                    () -> Cli.NOW,
                    Path.of("nowhere"),
                    false),
            new Style(false),
            1);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldShowEveryCommandButOfferOnlyThoseThatCanBeRepeated() {
        stage.play("event", "publish", "a/b", "--data", "{\"name\":\"it's me\"}");
        stage.playOnce("job", "logs", "j-1");

        assertThat(stage.played()).containsExactly("./outrider event publish a/b --data '{\"name\":\"it'\\''s me\"}'");
        assertThat(out.toString()).contains("$ ./outrider event publish a/b", "$ ./outrider job logs j-1\nhello\n");
    }
}
