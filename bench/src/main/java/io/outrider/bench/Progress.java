package io.outrider.bench;

import java.time.Duration;
import java.util.Locale;

/** Tells on standard error how far a long case is, every now and then. */
final class Progress {

    private static final long PAUSE = Duration.ofSeconds(2).toNanos();

    private final String what;
    private final long all;
    private long next = System.nanoTime() + PAUSE;

    Progress(String what, long all) {
        this.what = what;
        this.all = all;
    }

    static void say(String text) {
        System.err.println("outrider bench: " + text);
    }

    synchronized void at(long count) {
        if (System.nanoTime() > next) {
            next = System.nanoTime() + PAUSE;
            say(String.format(Locale.ROOT, "%s %,d of %,d", what, count, all));
        }
    }
}
