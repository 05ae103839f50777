package io.outrider.bench;

import java.io.IOException;

/** Events taken, from the first request to the last 202, with no rule about them; the reactor reads them meanwhile. */
final class IngestCase {

    private final EventSender sender;
    private final Reactor reactor;
    private final EventsOptions options;

    IngestCase(EventSender sender, Reactor reactor, EventsOptions options) {
        this.sender = sender;
        this.reactor = reactor;
        this.options = options;
    }

    void run(Printer printer) throws IOException, InterruptedException {
        sender.send("warm-up", options.ingest() / 4, IngestCase::event);
        reactor.awaitNoBacklog();
        EventSender.Sent sent = sender.send("ingest", options.ingest(), IngestCase::event);
        printer.print(new Figure(
                EventsBench.BENCH, "ingest: taken", null, options.ingest(), sent.perSecond(), null, null, null, null));
        printer.print(
                Figure.of(EventsBench.BENCH, "ingest: requests of " + EventSender.BATCH, null, sent.times(), null));
        reactor.awaitNoBacklog();
        double seconds = (System.nanoTime() - sent.beganNanos()) / 1e9;
        printer.print(new Figure(
                EventsBench.BENCH,
                "ingest: until all are read and stored",
                null,
                options.ingest(),
                Math.round(options.ingest() / seconds * 10) / 10.0,
                null,
                null,
                null,
                null));
    }

    private static String event(int number) {
        return EventSender.alert("bench/ingest", "web-" + number % 1_000, "0", number % 100);
    }
}
