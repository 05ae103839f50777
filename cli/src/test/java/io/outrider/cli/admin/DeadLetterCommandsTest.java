package io.outrider.cli.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.cli.testing.Cli;
import io.outrider.cli.testing.FakeServer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadLetterCommandsTest {
    private static final String REPLAYED = "{\"id\":3,\"replayedAt\":\"2026-11-21T11:00:00Z\"}";

    private final FakeServer server = new FakeServer();
    private final Cli cli = Cli.against(server);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldReplayEveryOpenLetterOldestFirst() {
        server.json("GET /dead-letters", "{\"items\":[" + REPLAYED + ",{\"id\":2},{\"id\":1}]}");
        takeReplays(1, 2);

        Cli.Result result = cli.run("admin", "dead-letters", "replay", "--all");

        assertThat(result).isEqualTo(new Cli.Result(0, "", "dead letter 1 replayed\ndead letter 2 replayed\n"));
    }

    @Test
    void shouldReachOpenLettersBehindAPageOfReplayedOnes() {
        servePages(REPLAYED, "{\"id\":2}");
        takeReplays(2, 2);

        Cli.Result result = cli.run("admin", "dead-letters", "replay", "--all");

        assertThat(result).isEqualTo(new Cli.Result(0, "", "dead letter 2 replayed\n"));
    }

    @Test
    void shouldStopAfterFiveHundredAndSayHowManyAreLeft() {
        servePages(letters(502, 3), letters(2, 1));
        takeReplays(1, 500);

        Cli.Result result = cli.run("admin", "dead-letters", "replay", "--all");

        assertThat(result.code()).isZero();
        assertThat(result.err())
                .startsWith("dead letter 1 replayed\n")
                .endsWith("dead letter 500 replayed\n2 dead letters left to replay; run the same command again\n");
    }

    @Test
    void shouldSayWhenThereIsNoneToReplay() {
        servePages(REPLAYED, REPLAYED);

        Cli.Result result = cli.run("admin", "dead-letters", "replay", "--all");

        assertThat(result).isEqualTo(new Cli.Result(0, "", "none to replay\n"));
    }

    private void servePages(String first, String second) {
        server.on("GET /dead-letters", exchange -> {
            boolean next = exchange.getRequestURI().getQuery().contains("cursor=next");
            String page = next ? "{\"items\":[" + second + "]}" : "{\"items\":[" + first + "],\"nextCursor\":\"next\"}";
            FakeServer.send(exchange, 200, "application/json", page);
        });
    }

    private void takeReplays(int first, int last) {
        IntStream.rangeClosed(first, last).forEach(id -> server.json("POST /dead-letters/" + id + "/replay", "{}"));
    }

    /** Newest first, as the server lists them. */
    private static String letters(int newest, int oldest) {
        return IntStream.rangeClosed(oldest, newest)
                .map(id -> newest + oldest - id)
                .mapToObj(id -> "{\"id\":" + id + "}")
                .collect(Collectors.joining(","));
    }
}
