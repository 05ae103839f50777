package io.outrider.build.testing;

import io.outrider.build.image.application.BuildLine;
import io.outrider.build.image.application.ImageBuilder;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Holds builds whose image has the label {@code gate} until the test opens it; counts those that reach it, and those at once. */
@Decorator
@Priority(1)
public abstract class Gate implements ImageBuilder {
    private static final Map<String, CountDownLatch> CLOSED = new ConcurrentHashMap<>();
    private static final Map<String, AtomicInteger> ARRIVED = new ConcurrentHashMap<>();
    private static final AtomicInteger BUILDING = new AtomicInteger();
    private static final AtomicInteger MOST = new AtomicInteger();

    @Inject
    @Any
    @Delegate
    ImageBuilder delegate;

    public static void open(String name) {
        CLOSED.computeIfAbsent(name, key -> new CountDownLatch(1)).countDown();
    }

    public static int arrived(String name) {
        AtomicInteger count = ARRIVED.get(name);
        return count == null ? 0 : count.get();
    }

    /** The most builds that there ever were at once, of all. */
    public static int mostAtOnce() {
        return MOST.get();
    }

    @Override
    public void build(Job job, BuildLine log) throws InterruptedException {
        MOST.accumulateAndGet(BUILDING.incrementAndGet(), Math::max);
        try {
            pass(job, log);
        } finally {
            BUILDING.decrementAndGet();
        }
    }

    private void pass(Job job, BuildLine log) throws InterruptedException {
        String name = job.spec().labels().get("gate");
        if (name != null) {
            ARRIVED.computeIfAbsent(name, key -> new AtomicInteger()).incrementAndGet();
            log.line("at the gate");
            CLOSED.computeIfAbsent(name, key -> new CountDownLatch(1)).await();
        }
        delegate.build(job, log);
    }
}
