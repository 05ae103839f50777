package io.outrider.reactor.event.domain;

import java.util.List;
import java.util.stream.Stream;

/** The types of events that Outrider tells of itself: these are stored only where a reaction names them. */
public final class PlatformTypes {

    public static final List<String> ALL = Stream.of(
                    of("job", "queued", "running", "cancelling", "succeeded", "failed", "cancelled"),
                    of("failure", "step"),
                    of(
                            "task",
                            "accepted",
                            "running",
                            "succeeded",
                            "failed",
                            "timed-out",
                            "cancelled",
                            "refused",
                            "lost"),
                    of("node", "enrolled", "online", "stale", "offline", "removed"))
            .flatMap(List::stream)
            .toList();

    private PlatformTypes() {}

    private static List<String> of(String what, String... statuses) {
        return Stream.of(statuses)
                .map(status -> "outrider/" + what + "/" + status)
                .toList();
    }
}
