package io.outrider.rest;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stands in for the resources of services. */
@Path("/probe")
public class ProbeResource {

    public enum Colour {
        RED,
        BLUE
    }

    public record Body(
            @NotBlank String name,
            @Min(1) int size,
            @Nullable Colour colour,
            @Nullable Instant at) {}

    @GET
    @Path("/viewer")
    @RolesAllowed(Roles.VIEWER)
    public String viewer(@Context SecurityContext security) {
        return security.getUserPrincipal().getName();
    }

    @GET
    @Path("/publisher")
    @RolesAllowed(Roles.PUBLISHER)
    public Uni<String> publisher() {
        return Uni.createFrom().item("published");
    }

    @GET
    @Path("/author")
    @RolesAllowed(Roles.AUTHOR)
    public String author() {
        return "written";
    }

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    public Map<String, Object> post(@Valid Body body) {
        return Map.of("name", body.name());
    }

    @GET
    @PermitAll
    @Path("/page")
    public Page<String> page(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
        PageRequest request = PageRequest.of(limit, cursor);
        List<String> rows = List.of("a", "b", "c", "d").stream()
                .filter(row -> request.after() == null || row.compareTo(request.after()) > 0)
                .limit(request.limit() + 1L)
                .toList();
        return Page.of(rows, request, row -> row);
    }

    @GET
    @PermitAll
    @Path("/fail/{how}")
    public String fail(@PathParam("how") String how) {
        throw switch (how) {
            case "not-found" -> ProblemException.notFound("job", "j1");
            case "conflict" -> ProblemException.conflict("Expected a, but b");
            case "busy" -> ProblemException.busy("Expected room in the queue, but it is full", Duration.ofSeconds(3));
            default -> new IllegalStateException("internal detail that nobody outside may see");
        };
    }
}
