package io.outrider.build.log.inbound.rest;

import io.outrider.build.BuildId;
import io.outrider.build.log.application.FollowingLog;
import io.outrider.build.log.application.LogStore.Part;
import io.outrider.build.log.domain.LogLine;
import io.outrider.build.queue.application.LookingUpBuilds;
import io.outrider.rest.ProblemException;
import io.outrider.rest.Roles;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Logs of builds, while they run and after. */
@Path("/api/v1/builds/{id}/logs")
@RolesAllowed(Roles.VIEWER)
@KnownBuild
@Tag(name = "builds")
public class BuildLogResource {
    /** About fifteen seconds of nothing new: proxies close connections that are silent for longer. */
    private static final int QUIET_PARTS = 75;

    private final LookingUpBuilds builds;
    private final FollowingLog logs;

    BuildLogResource(LookingUpBuilds builds, FollowingLog logs) {
        this.builds = builds;
        this.logs = logs;
    }

    @GET
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(summary = "The log as far as it is there")
    public Multi<String> text(@PathParam("id") String id) {
        return logs.now(new BuildId(id)).map(line -> line.text() + "\n");
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary =
                    "The log as it comes; resumes after Last-Event-ID, ends with the event 'end' whose data is the status")
    public Multi<OutboundSseEvent> stream(
            @PathParam("id") String id, @HeaderParam("Last-Event-ID") @Nullable String last, @Context Sse sse) {
        BuildId build = new BuildId(id);
        long after = position(last);
        int[] quiet = new int[1];
        Multi<OutboundSseEvent> lines = logs.follow(build, after).onItem().transformToMultiAndConcatenate(part -> {
            quiet[0] = part.lines().isEmpty() ? quiet[0] + 1 : 0;
            return quiet[0] % QUIET_PARTS == QUIET_PARTS - 1
                    ? Multi.createFrom()
                            .item(sse.newEventBuilder().comment("keep-alive").build())
                    : events(part, sse);
        });
        Multi<OutboundSseEvent> end = builds.byId(build)
                .map(view -> sse.newEventBuilder()
                        .name("end")
                        .data(String.class, view.status().name())
                        .build())
                .toMulti();
        return Multi.createBy().concatenating().streams(lines, end);
    }

    private static Multi<OutboundSseEvent> events(Part part, Sse sse) {
        return Multi.createFrom().iterable(part.lines()).map(line -> event(line, sse));
    }

    private static OutboundSseEvent event(LogLine line, Sse sse) {
        return sse.newEventBuilder()
                .id(Long.toString(line.seq()))
                .data(String.class, line.text())
                .build();
    }

    private static long position(@Nullable String last) {
        if (last == null || last.isBlank()) {
            return 0;
        }
        try {
            return Long.parseLong(last.trim());
        } catch (NumberFormatException e) {
            throw ProblemException.invalid(
                    "Last-Event-ID", "Expected the id of an earlier event, but was something else");
        }
    }
}
