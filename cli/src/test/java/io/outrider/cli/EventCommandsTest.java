package io.outrider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.cli.testing.Cli;
import io.outrider.cli.testing.FakeServer;
import io.outrider.cli.testing.Golden;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventCommandsTest {
    private final FakeServer server = new FakeServer();
    private final Cli cli = Cli.against(server);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldDrawWhatEachReactionDecided() {
        server.json("GET /events/e-1", Golden.file("event-tree.json"));

        Cli.Result result = cli.run("event", "show", "e-1");

        assertThat(result.out()).isEqualTo(Golden.file("event-tree.txt"));
    }

    @Test
    void shouldSayThatNoReactionIsAboutAnEvent() {
        server.json("GET /events/e-1", "{\"id\":\"e-1\",\"decidedAt\":\"2026-11-21T11:00:00Z\",\"decisions\":[]}");

        assertThat(cli.run("event", "show", "e-1").out()).contains("└─ no reaction is about this event");
    }

    @Test
    void shouldWaitForTheDecision() {
        AtomicInteger asked = new AtomicInteger();
        server.json("POST /events", 202, "{\"accepted\":[{\"id\":\"e-1\",\"source\":\"/outrider/cli\"}]}")
                .on("GET /events/e-1", exchange -> {
                    switch (asked.getAndIncrement()) {
                        case 0 -> FakeServer.send(exchange, 404, "application/problem+json", "{}");
                        case 1 -> FakeServer.send(exchange, 200, "application/json", "{\"id\":\"e-1\"}");
                        default -> FakeServer.send(exchange, 200, "application/json", Golden.file("event.json"));
                    }
                });

        Cli.Result result = cli.run("event", "publish", "a/b", "--id", "e-1", "--wait");

        assertThat(result.code()).isZero();
        assertThat(result.out()).isEqualTo(Golden.file("event-show.txt"));
        assertThat(asked).hasValue(3);
    }

    @Test
    void shouldEndWithOneWhenAReactionFailedOnTheEvent() {
        server.json("POST /events", 202, "{\"accepted\":[{\"id\":\"e-1\"}]}")
                .json(
                        "GET /events/e-1",
                        "{\"id\":\"e-1\",\"decidedAt\":\"2026-11-21T11:00:00Z\","
                                + "\"decisions\":[{\"reaction\":\"fix\",\"outcome\":\"ERROR\",\"reason\":\"no x\"}]}");

        Cli.Result result = cli.run("event", "publish", "a/b", "--wait");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("ERROR", "no x");
    }

    @Test
    void shouldSayInAJobHowManyReactionsLedToIt() {
        server.json("POST /events", 202, "{\"accepted\":[{\"id\":\"e-1\"}]}");

        cli.with("OUTRIDER_CAUSATION_DEPTH", "3").run("event", "publish", "a/b");

        assertThat(server.only("POST").headers()).containsEntry("Outrider-causation-depth", "3");
    }

    @Test
    void shouldGiveUpWaiting() {
        server.json("POST /events", 202, "{\"accepted\":[{\"id\":\"e-1\"}]}").json("GET /events/e-1", "{}");

        Cli.Result result = cli.run("event", "publish", "a/b", "--wait", "--wait-timeout", "200ms");

        assertThat(result.code()).isEqualTo(6);
        assertThat(result.err()).contains("waits for its decision").hasLineCount(1);
    }

    @Test
    void shouldSendExtensions() {
        server.json("POST /events", 202, "{\"accepted\":[{\"id\":\"e-1\"}]}");

        cli.run("event", "publish", "a/b", "-x", "status=resolved", "--extension", "severity=high");

        assertThat(server.only("POST").text()).contains("\"status\":\"resolved\"", "\"severity\":\"high\"");
    }

    @Test
    void shouldShowWhatAReplayWouldDo() {
        server.json("POST /events/e-1/replay", Golden.file("replay.json"));

        Cli.Result result = cli.run("event", "replay", "e-1");

        assertThat(result.out()).isEqualTo(Golden.file("replay.txt"));
        assertThat(result.err()).isEqualTo("nothing was started; --for-real publishes a copy\n");
        assertThat(server.only("POST").uri()).contains("dryRun=true");
    }

    @Test
    void shouldReplayForReal() {
        server.json("POST /events/e-1/replay", 202, "{\"id\":\"e-2\",\"source\":\"/m\",\"replayOf\":\"e-1\"}");

        Cli.Result result = cli.run("event", "replay", "e-1", "--for-real", "-q");

        assertThat(result).isEqualTo(new Cli.Result(0, "e-2\n", ""));
        assertThat(server.only("POST").uri()).contains("dryRun=false");
    }
}
