package io.outrider.cli.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.cli.Session;
import io.outrider.cli.connection.Call;
import io.outrider.cli.output.Output;
import io.outrider.cli.stream.EventFeed;
import io.outrider.cli.stream.Interruption;
import java.io.PrintWriter;
import java.time.Duration;

/** Stays with a job until it is over: with its live log, or with a line that tells its state. */
public final class Following {
    private Following() {}

    /** Prints the log from its beginning and returns the finished job. */
    static JsonNode log(Session session, JsonNode job, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        String id = Jobs.id(job);
        Output output = session.output();
        // Data for programs keeps standard output to itself.
        PrintWriter where = output.structured() ? output.err() : output.out();
        boolean several =
                job.path("target").path("all").asBoolean() || job.path("tasks").size() > 1;
        JobLog log = new JobLog(where, output.style(), several);
        return onInterrupt(session, id).during(() -> {
            try {
                new EventFeed(session.api(), Call.to("jobs", id, "logs")).follow(log::take, timeout);
            } finally {
                log.finish();
            }
            return Jobs.await(session, id, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        });
    }

    static JsonNode quietly(Session session, String id, Duration timeout) {
        return onInterrupt(session, id).during(() -> Jobs.await(session, id, timeout));
    }

    private static Interruption onInterrupt(Session session, String id) {
        return new Interruption(
                session.output().err(),
                "Job " + id + " goes on. Watch it again: outrider job logs -f " + id,
                "Cancel it:  outrider job cancel " + id);
    }
}
