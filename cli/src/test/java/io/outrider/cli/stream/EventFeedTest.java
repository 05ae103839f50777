package io.outrider.cli.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrider.cli.CommandException;
import io.outrider.cli.ExitCode;
import io.outrider.cli.connection.Api;
import io.outrider.cli.connection.Call;
import io.outrider.cli.connection.Connection;
import io.outrider.cli.connection.Endpoints;
import io.outrider.cli.testing.FakeServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventFeedTest {
    private static final Call LOGS = Call.to("jobs", "j-1", "logs");

    private final FakeServer server = new FakeServer();
    private final List<ServerEvent> seen = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void stop() {
        over.countDown();
        server.close();
    }

    @Test
    void shouldReconnectWhenAConnectionFallsSilent() {
        AtomicInteger asked = new AtomicInteger();
        server.on("GET /jobs/j-1/logs", exchange -> {
            if (asked.incrementAndGet() == 1) {
                FakeServer.sendEvents(exchange, "id: 7\ndata: a\n\n");
                await();
            } else {
                FakeServer.sendEvents(exchange, "event: end\ndata: done\n\n");
            }
        });

        String end = feed(Duration.ofSeconds(10), Duration.ofMillis(300)).follow(seen::add);

        assertThat(end).isEqualTo("done");
        assertThat(seen).containsExactly(new ServerEvent("7", "message", "a"));
        assertThat(server.requests().getLast().headers()).containsEntry("Last-event-id", "7");
    }

    @Test
    void shouldOutlastAServerThatRestarts() {
        AtomicInteger asked = new AtomicInteger();
        server.on("GET /jobs/j-1/logs", exchange -> {
            if (asked.incrementAndGet() < 3) {
                FakeServer.send(exchange, 503, "application/problem+json", "{}");
            } else {
                FakeServer.sendEvents(exchange, "event: end\ndata: done\n\n");
            }
        });

        String end = feed(Duration.ofSeconds(10), Duration.ofSeconds(10)).follow(seen::add);

        assertThat(end).isEqualTo("done");
    }

    @Test
    void shouldResumeAfterALongTimeWithoutEvents() {
        AtomicInteger asked = new AtomicInteger();
        server.on("GET /jobs/j-1/logs", exchange -> {
            if (asked.incrementAndGet() == 1) {
                FakeServer.sendEvents(exchange, "id: 7\ndata: a\n\n");
                for (int i = 0; i < 5; i++) {
                    pause(Duration.ofMillis(200));
                    exchange.getResponseBody().write(": still there\n\n".getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                }
            } else {
                FakeServer.sendEvents(exchange, "event: end\ndata: done\n\n");
            }
        });

        String end = feed(Duration.ofMillis(600), Duration.ofSeconds(10)).follow(seen::add);

        assertThat(end).isEqualTo("done");
    }

    @Test
    void shouldGiveUpWhenNothingComesForTooLong() {
        server.on("GET /jobs/j-1/logs", exchange -> FakeServer.sendEvents(exchange, ""));
        EventFeed feed = feed(Duration.ofMillis(500), Duration.ofSeconds(10));

        assertThatThrownBy(() -> feed.follow(seen::add))
                .isInstanceOfSatisfying(
                        CommandException.class,
                        given -> assertThat(given.exitCode()).isEqualTo(ExitCode.UNREACHABLE));
    }

    @Test
    void shouldEndInTimeWhileEventsKeepComing() {
        server.on("GET /jobs/j-1/logs", exchange -> {
            FakeServer.sendEvents(exchange, "");
            while (over.getCount() > 0) {
                exchange.getResponseBody().write("id: 7\ndata: a\n\n".getBytes(StandardCharsets.UTF_8));
            }
        });
        EventFeed feed = feed(Duration.ofSeconds(10), Duration.ofSeconds(10));

        assertThatThrownBy(() -> feed.follow(seen::add, Duration.ofMillis(300)))
                .isInstanceOfSatisfying(
                        CommandException.class,
                        given -> assertThat(given.exitCode()).isEqualTo(ExitCode.TIMEOUT));
    }

    @Test
    void shouldEndInTimeWhileTheServerIsAway() {
        server.json("GET /jobs/j-1/logs", 503, "{}");
        EventFeed feed = feed(Duration.ofSeconds(10), Duration.ofSeconds(10));

        assertThatThrownBy(() -> feed.follow(seen::add, Duration.ofMillis(300)))
                .isInstanceOfSatisfying(
                        CommandException.class,
                        given -> assertThat(given.exitCode()).isEqualTo(ExitCode.TIMEOUT));
    }

    @Test
    void shouldNotReconnectWhenRefused() {
        EventFeed feed = feed(Duration.ofSeconds(10), Duration.ofSeconds(10));

        assertThatThrownBy(() -> feed.follow(seen::add))
                .isInstanceOfSatisfying(
                        CommandException.class,
                        refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.NOT_FOUND));
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void shouldJoinDataOfSeveralLines() {
        server.on(
                "GET /jobs/j-1/logs",
                exchange -> FakeServer.sendEvents(
                        exchange, "retry: 5\nid: 1\ndata: a\ndata:  b\nunknown\n\nevent: end\ndata\n\n"));

        String end = feed(Duration.ofSeconds(10), Duration.ofSeconds(10)).follow(seen::add);

        assertThat(seen).containsExactly(new ServerEvent("1", "message", "a\n b"));
        assertThat(end).isEmpty();
    }

    private EventFeed feed(Duration patience, Duration silence) {
        Endpoints endpoints = new Endpoints.Single(URI.create(server.url()));
        return new EventFeed(new Api(new Connection(endpoints, "test", "t", "test")), LOGS, patience, silence);
    }

    private void pause(Duration length) throws IOException {
        try {
            boolean ended = over.await(length.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(ended).isFalse();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void await() throws IOException {
        try {
            over.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
