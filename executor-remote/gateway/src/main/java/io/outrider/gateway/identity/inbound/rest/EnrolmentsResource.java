package io.outrider.gateway.identity.inbound.rest;

import io.outrider.gateway.identity.application.Enrolment;
import io.outrider.gateway.identity.application.Enrolments;
import io.outrider.rest.Page;
import io.outrider.rest.PageRequest;
import io.outrider.rest.ProblemException;
import io.outrider.rest.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Machines that have enrolled. */
@Path("/api/v1/enrolments")
@Tag(name = "enrolment")
@Produces(MediaType.APPLICATION_JSON)
public class EnrolmentsResource {

    private final Enrolments enrolments;

    EnrolmentsResource(Enrolments enrolments) {
        this.enrolments = enrolments;
    }

    /** An enrolment as people see it. */
    public record EnrolmentResponse(
            String name,
            String status,
            Map<String, String> labels,
            String agentVersion,
            Instant enrolledAt,
            Instant notAfter,
            @Nullable Instant revokedAt) {

        static EnrolmentResponse of(Enrolment entity) {
            return new EnrolmentResponse(
                    entity.name(),
                    entity.revokedAt() == null ? "ENROLLED" : "REVOKED",
                    entity.labels(),
                    entity.agentVersion(),
                    entity.enrolledAt(),
                    entity.notAfter(),
                    entity.revokedAt());
        }
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "List enrolments by name")
    public Uni<Page<EnrolmentResponse>> list(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
        PageRequest page = PageRequest.of(limit, cursor);
        return enrolments
                .list(page.after(), page.limit() + 1)
                .map(rows -> Page.of(rows, page, Enrolment::name).map(EnrolmentResponse::of));
    }

    @GET
    @Path("/{name}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Show an enrolment")
    public Uni<EnrolmentResponse> show(@PathParam("name") String name) {
        return enrolments
                .find(name)
                .map(found ->
                        EnrolmentResponse.of(found.orElseThrow(() -> ProblemException.notFound("enrolment", name))));
    }

    @DELETE
    @Path("/{name}")
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "Revoke an enrolment: its certificate counts no more, and what it ran is given up")
    public Uni<Response> revoke(@PathParam("name") String name, @Context SecurityContext security) {
        return enrolments.revoke(name, security.getUserPrincipal().getName()).map(found -> {
            if (!found) {
                throw ProblemException.notFound("enrolment", name);
            }
            return Response.noContent().build();
        });
    }
}
