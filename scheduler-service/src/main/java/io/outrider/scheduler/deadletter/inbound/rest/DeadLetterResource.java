package io.outrider.scheduler.deadletter.inbound.rest;

import io.outrider.rest.Page;
import io.outrider.rest.PageRequest;
import io.outrider.rest.ProblemException;
import io.outrider.rest.Roles;
import io.outrider.scheduler.deadletter.application.DeadLetterRows;
import io.outrider.scheduler.deadletter.application.Replaying;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Shows and replays records that a consumer gave up on. Their bytes may hold anything: for admins only. */
@Path("/api/v1/dead-letters")
@Tag(name = "dead letters")
@RolesAllowed(Roles.ADMIN)
public class DeadLetterResource {

    private final DeadLetterRows rows;
    private final Replaying replaying;

    DeadLetterResource(DeadLetterRows rows, Replaying replaying) {
        this.rows = rows;
        this.replaying = replaying;
    }

    @GET
    @Operation(summary = "List dead letters, newest first")
    public Uni<Page<DeadLetterJson>> list(
            @QueryParam("topic") @Nullable String topic,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        PageRequest page = PageRequest.of(limit, cursor);
        return rows.list(topic, before(page), page.limit() + 1)
                .map(found ->
                        Page.of(found, page, kept -> Long.toString(kept.id())).map(DeadLetterJson::line));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Show a dead letter with its bytes and headers")
    public Uni<DeadLetterJson> show(@PathParam("id") long id) {
        return rows.find(id)
                .onItem()
                .ifNull()
                .failWith(() -> ProblemException.notFound("dead letter", id))
                .map(DeadLetterJson::whole);
    }

    @POST
    @Path("{id}/replay")
    @Operation(summary = "Put a dead letter back onto its topic")
    public Uni<DeadLetterJson> replay(@PathParam("id") long id, @Context SecurityContext security) {
        return replaying
                .replay(id, security.getUserPrincipal().getName())
                .onFailure(TimeoutException.class)
                .transform(late -> ProblemException.unavailable(
                        "Expected the broker to take the record, but it did not answer", Duration.ofSeconds(5)))
                .onItem()
                .ifNull()
                .failWith(() -> ProblemException.notFound("dead letter", id))
                .map(DeadLetterJson::whole);
    }

    private static long before(PageRequest page) {
        try {
            return page.after() == null ? Long.MAX_VALUE : Long.parseLong(page.after());
        } catch (NumberFormatException e) {
            throw ProblemException.invalid("cursor", "Expected a nextCursor of this list, but was something else");
        }
    }
}
