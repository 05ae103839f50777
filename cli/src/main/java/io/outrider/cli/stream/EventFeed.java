package io.outrider.cli.stream;

import io.outrider.cli.CommandException;
import io.outrider.cli.ExitCode;
import io.outrider.cli.connection.Api;
import io.outrider.cli.connection.Call;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Follows a stream of Server-Sent Events to its {@code end} event, across dropped connections: each attempt asks for
 * what comes after the last event seen. Gives up after two minutes in which the server sent nothing, not even a comment.
 */
public final class EventFeed {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration NO_LIMIT = Duration.ofDays(365);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Servers send a comment at least every 15 s; three missed ones mean that the connection is dead. */
    private static final Duration SILENCE = Duration.ofSeconds(45);

    private final Api api;
    private final Call call;
    private final Duration patience;
    private final Duration silence;

    private String lastId = "";
    private Duration pause = FIRST_PAUSE;
    private long lastSignOfLife;

    public EventFeed(Api api, Call call) {
        this(api, call, PATIENCE, SILENCE);
    }

    EventFeed(Api api, Call call, Duration patience, Duration silence) {
        this.api = api;
        this.call = call.header("Accept", "text/event-stream");
        this.patience = patience;
        this.silence = silence;
    }

    /** Hands over each event once, in order, and returns the data of the {@code end} event. */
    public String follow(Consumer<ServerEvent> listener) {
        return follow(listener, NO_LIMIT);
    }

    /** The same for so long at most; the command then ends with the exit code of a timeout. */
    public String follow(Consumer<ServerEvent> listener, Duration limit) {
        lastSignOfLife = System.nanoTime();
        long deadline = lastSignOfLife + limit.toNanos();
        while (true) {
            try (InputStream body = api.open(call.header("Last-Event-ID", lastId));
                    Watchdog watchdog = new Watchdog(body, silence, deadline, this::alive)) {
                EventParser events = new EventParser(
                        new BufferedReader(new InputStreamReader(watchdog.watched(), StandardCharsets.UTF_8)));
                for (var event = events.next(); event.isPresent(); event = events.next()) {
                    ServerEvent next = event.get();
                    seen(next);
                    if ("end".equals(next.type())) {
                        return next.data();
                    }
                    listener.accept(next);
                }
            } catch (IOException dropped) {
                // Resumed below.
            } catch (CommandException refused) {
                if (refused.exitCode() != ExitCode.UNREACHABLE) {
                    throw refused;
                }
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new CommandException(
                        ExitCode.TIMEOUT, "Gave up waiting after " + limit.toSeconds() + " s: " + call + " goes on");
            }
            pauseOrGiveUp(Duration.ofNanos(left));
        }
    }

    private void seen(ServerEvent event) {
        if (!event.id().isEmpty()) {
            lastId = event.id();
        }
        pause = FIRST_PAUSE;
    }

    private void alive() {
        lastSignOfLife = System.nanoTime();
    }

    private void pauseOrGiveUp(Duration left) {
        if (System.nanoTime() - lastSignOfLife > patience.toNanos()) {
            throw new CommandException(
                    ExitCode.UNREACHABLE,
                    "Expected to follow " + call + ", but nothing came for " + patience.toSeconds()
                            + " s in spite of reconnecting; try again later");
        }
        try {
            Thread.sleep(pause.compareTo(left) < 0 ? pause : left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCode.INTERRUPTED, "Interrupted");
        }
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }
}
