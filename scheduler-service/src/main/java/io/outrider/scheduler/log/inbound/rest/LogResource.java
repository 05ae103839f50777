package io.outrider.scheduler.log.inbound.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.outrider.rest.ProblemException;
import io.outrider.rest.Roles;
import io.outrider.scheduler.job.application.JobDetails;
import io.outrider.scheduler.job.application.JobReading;
import io.outrider.scheduler.job.domain.JobId;
import io.outrider.scheduler.job.inbound.rest.JobViews;
import io.outrider.scheduler.log.application.Following;
import io.outrider.scheduler.log.application.LogText;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A job's log: all that there is as text, or live as Server-Sent Events. */
@Path("/api/v1/jobs/{id}/logs")
@Tag(name = "jobs")
public class LogResource {

    private static final Logger LOG = Logger.getLogger(LogResource.class);
    private static final int MOST_FOLLOWERS = 1_000;

    private final AtomicInteger followers = new AtomicInteger();
    private final JobReading jobs;
    private final Following following;
    private final LogText text;
    private final JobViews views;
    private final ObjectMapper json;

    LogResource(JobReading jobs, Following following, LogText text, JobViews views, ObjectMapper json) {
        this.jobs = jobs;
        this.following = following;
        this.text = text;
        this.views = views;
        this.json = json;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @RunOnVirtualThread
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(summary = "What the job has written so far, task by task")
    public StreamingOutput text(@PathParam("id") String id) {
        JobDetails job = find(id);
        return out -> text.write(job, out);
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @RunOnVirtualThread
    @Produces(MediaType.SERVER_SENT_EVENTS + ";qs=0.5")
    @Operation(
            summary = "Follow the job's log",
            description = "Resumes behind Last-Event-ID. The last event is `end` with the finished job.")
    public void follow(
            @PathParam("id") String id,
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
            @Context SseEventSink sink,
            @Context Sse sse) {
        JobDetails job = find(id);
        long after = after(lastEventId);
        if (followers.incrementAndGet() > MOST_FOLLOWERS) {
            followers.decrementAndGet();
            throw ProblemException.busy(
                    "Expected at most " + MOST_FOLLOWERS + " readers of live logs, but there are as many",
                    Duration.ofSeconds(5));
        }
        // The request's own thread has to return before the stream may end.
        Thread.ofVirtual().name("log-" + id).start(() -> send(job, after, sink, sse));
    }

    private void send(JobDetails job, long after, SseEventSink sink, Sse sse) {
        try (sink) {
            following.follow(job, after, new SseReader(sink, sse, views, json));
        } catch (ReaderGone gone) {
            LOG.debugf("The reader of the log of job=%s is gone", job.job().id());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warnf(
                    e,
                    "Expected to follow the log of job=%s to its end, but failed",
                    job.job().id());
        } finally {
            followers.decrementAndGet();
        }
    }

    private static long after(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isBlank()) {
            return 0;
        }
        try {
            return Math.max(0, Long.parseLong(lastEventId.trim()));
        } catch (NumberFormatException e) {
            throw ProblemException.invalid(
                    "Last-Event-ID", "Expected the id of an event of this stream, but was other");
        }
    }

    private JobDetails find(String id) {
        try {
            JobDetails job = jobs.find(new JobId(id)).await().indefinitely();
            if (job != null) {
                return job;
            }
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("job", id);
        }
        throw ProblemException.notFound("job", id);
    }
}
