package io.outrider.agent.fake;

import io.outrider.protocol.Cancel;
import io.outrider.protocol.Offer;
import io.outrider.protocol.Report;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A task as the fake gateway knows it. */
final class FakeTask {

    enum State {
        WAITING,
        OFFERED,
        ACCEPTED,
        ENDED,
        GONE
    }

    final Offer offer;
    State state = State.WAITING;

    @Nullable
    Cancel cancel;

    final List<Report> reports = new ArrayList<>();
    final ByteArrayOutputStream log = new ByteArrayOutputStream();
    final Map<String, byte[]> artifacts = new ConcurrentHashMap<>();
    int renewals;
    final long offeredNanos = System.nanoTime();
    volatile long endedNanos;
    volatile long firstLogNanos;

    FakeTask(Offer offer) {
        this.offer = offer;
    }
}
