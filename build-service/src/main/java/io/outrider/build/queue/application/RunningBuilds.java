package io.outrider.build.queue.application;

import io.outrider.build.BuildId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The threads that build on this instance. */
@ApplicationScoped
public class RunningBuilds {
    private final ConcurrentMap<BuildId, Thread> threads = new ConcurrentHashMap<>();

    void add(BuildId build, Thread thread) {
        threads.put(build, thread);
    }

    void remove(BuildId build, Thread thread) {
        threads.remove(build, thread);
    }

    /** Interrupts the builder of a build, if it is here. */
    public void stop(BuildId build) {
        Thread thread = threads.get(build);
        if (thread != null) {
            thread.interrupt();
        }
    }

    void stopAll() {
        threads.values().forEach(Thread::interrupt);
    }

    public int count() {
        return threads.size();
    }
}
