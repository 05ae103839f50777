package io.outrider.scheduler.log.inbound.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outrider.scheduler.job.application.JobDetails;
import io.outrider.scheduler.job.inbound.rest.JobViews;
import io.outrider.scheduler.log.application.Following;
import io.outrider.scheduler.log.domain.Piece;
import io.outrider.scheduler.node.domain.NodeName;
import io.outrider.scheduler.task.domain.TaskId;
import io.outrider.scheduler.task.domain.TaskState;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends what a follower finds as events, as fast as they leave. */
final class SseReader implements Following.Reader {

    /** Proxies close connections on which nothing happens; clients expect a sign of life every 15 s. */
    private static final long KEEP_ALIVE_NANOS = 10_000_000_000L;

    private record Line(String task, @Nullable String node, int attempt, long offset, String text) {}

    private final PatientSink sink;
    private final Sse sse;
    private final JobViews views;
    private final ObjectMapper json;
    private long lastSent;

    SseReader(SseEventSink sink, Sse sse, JobViews views, ObjectMapper json) {
        this.sink = new PatientSink(sink, PatientSink.PATIENCE);
        this.sse = sse;
        this.views = views;
        this.json = json;
        // The first sign of life at once, so that the client sees the connection stand.
        this.lastSent = System.nanoTime() - KEEP_ALIVE_NANOS;
    }

    @Override
    public void take(Piece piece, JobDetails job) {
        TaskId task = piece.stream().task();
        Line line = new Line(task.value(), node(job, task), piece.stream().attempt(), piece.offset(), piece.text());
        send(sse.newEventBuilder().id(Long.toString(piece.seq())).data(written(line)));
    }

    @Override
    public boolean idle() {
        if (!sink.isClosed() && System.nanoTime() - lastSent >= KEEP_ALIVE_NANOS) {
            send(sse.newEventBuilder().comment("keep-alive"));
        }
        return !sink.isClosed();
    }

    @Override
    public void end(JobDetails job, long missing) {
        if (missing > 0) {
            String message = "the last " + missing + " bytes of the log have not arrived";
            send(sse.newEventBuilder()
                    .name("incomplete")
                    .data(written(Map.of("missing", missing, "message", message))));
        }
        send(sse.newEventBuilder().name("end").data(written(views.of(job))));
    }

    private void send(OutboundSseEvent.Builder event) {
        sink.send(event.build());
        lastSent = System.nanoTime();
    }

    private static @Nullable String node(JobDetails job, TaskId id) {
        for (JobDetails.TaskDetails task : job.tasks()) {
            if (task.id().equals(id)) {
                return task.state() instanceof TaskState.Ended ended && ended.node() != null
                        ? ended.node().value()
                        : task.state().occupies().map(NodeName::value).orElse(null);
            }
        }
        return null;
    }

    private String written(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected an event to have a JSON form, but it has none", e);
        }
    }
}
