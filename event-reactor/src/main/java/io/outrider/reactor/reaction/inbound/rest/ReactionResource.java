package io.outrider.reactor.reaction.inbound.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outrider.reactor.reaction.application.Change;
import io.outrider.reactor.reaction.application.ChangingReactions;
import io.outrider.reactor.reaction.application.DeletingReactions;
import io.outrider.reactor.reaction.application.Document;
import io.outrider.reactor.reaction.application.PausingReactions;
import io.outrider.reactor.reaction.application.ReadingReactions;
import io.outrider.reactor.reaction.notation.ReactionReader;
import io.outrider.rest.Page;
import io.outrider.rest.PageRequest;
import io.outrider.rest.Roles;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Reactions: which events start which jobs. */
@Path("/api/v1/reactions")
@Tag(name = "reactions")
@Produces(MediaType.APPLICATION_JSON)
public class ReactionResource {

    private static final String YAML = "application/yaml";
    private static final String YAML_OLD = "application/x-yaml";
    private static final String YAML_TEXT = "text/yaml";

    private final ChangingReactions changing;
    private final DeletingReactions deleting;
    private final ReadingReactions reading;
    private final ReactionReader reader;
    private final PausingReactions pausing;
    private final Vertx vertx;

    ReactionResource(
            ChangingReactions changing,
            DeletingReactions deleting,
            ReadingReactions reading,
            ReactionReader reader,
            PausingReactions pausing,
            Vertx vertx) {
        this.vertx = vertx;
        this.pausing = pausing;
        this.changing = changing;
        this.deleting = deleting;
        this.reading = reading;
        this.reader = reader;
    }

    @PUT
    @Path("/{name}")
    @RolesAllowed(Roles.AUTHOR)
    @Consumes({MediaType.APPLICATION_JSON, YAML, YAML_OLD, YAML_TEXT})
    @Operation(
            summary = "Create or replace a reaction",
            description = "A change makes a new version; the same again none.")
    @APIResponse(responseCode = "200", description = "Replaced, or the same as before.")
    @APIResponse(responseCode = "201", description = "Created.")
    @APIResponse(responseCode = "400", description = "Everything that is wrong, by field; nothing was changed.")
    public Uni<Response> apply(
            @PathParam("name") String name,
            String body,
            @QueryParam("project") @DefaultValue("default") String project,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        String user = user(security);
        return read(body, isJson(headers), project, name)
                .chain(document -> changing.apply(document, user))
                .map(ReactionResource::answer);
    }

    @POST
    @RolesAllowed(Roles.AUTHOR)
    @Consumes({MediaType.APPLICATION_JSON, YAML, YAML_OLD, YAML_TEXT})
    @Operation(summary = "Create a reaction")
    @APIResponse(responseCode = "201", description = "Created.")
    @APIResponse(responseCode = "409", description = "There is another reaction of this name.")
    public Uni<Response> create(
            String body,
            @QueryParam("project") @DefaultValue("default") String project,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        String user = user(security);
        return read(body, isJson(headers), project, null)
                .chain(document -> changing.create(document, user))
                .map(ReactionResource::answer);
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "List reactions by name")
    public Uni<Page<JsonNode>> list(
            @QueryParam("project") @DefaultValue("default") String project,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return reading.list(project, PageRequest.of(limit, cursor))
                .chain(page ->
                        pausing.all(project).map(pauses -> page.map(reaction -> ReactionViews.of(reaction, pauses))));
    }

    @GET
    @Path("/{name}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Show a reaction", description = "With version, as it was then, even if it was deleted since.")
    public Uni<ObjectNode> show(
            @PathParam("name") String name,
            @QueryParam("project") @DefaultValue("default") String project,
            @QueryParam("version") @Nullable Integer version) {
        return version == null
                ? reading.existing(project, name)
                        .chain(reaction -> pausing.all(project).map(pauses -> ReactionViews.of(reaction, pauses)))
                : reading.version(project, name, version).map(ReactionViews::of);
    }

    @DELETE
    @Path("/{name}")
    @Blocking
    @RolesAllowed(Roles.AUTHOR)
    @Operation(
            summary = "Delete a reaction",
            description = "With its pause and all that it remembers of groups; windows that wait end without jobs.")
    @APIResponse(responseCode = "204", description = "Deleted; events that come from now on do not see it.")
    public Response delete(
            @PathParam("name") String name,
            @QueryParam("project") @DefaultValue("default") String project,
            @Context SecurityContext security) {
        deleting.delete(project, name, user(security));
        return Response.noContent().build();
    }

    /** Away from the event loop: expressions are tried out, which may take a while. */
    private Uni<Document> read(String body, boolean json, String project, @Nullable String name) {
        return vertx.executeBlocking(() -> ReactionRequest.read(body, json, project, name, reader));
    }

    private static Response answer(Change change) {
        Response.ResponseBuilder response = change.kind() == Change.Kind.CREATED
                ? Response.created(
                        URI.create("/api/v1/reactions/" + change.reaction().name() + "?project="
                                + change.reaction().project()))
                : Response.ok();
        return response.entity(ReactionViews.of(change.reaction(), List.of())).build();
    }

    private static String user(SecurityContext security) {
        return security.getUserPrincipal().getName();
    }

    private static boolean isJson(HttpHeaders headers) {
        MediaType type = headers.getMediaType();
        return type != null && type.isCompatible(MediaType.APPLICATION_JSON_TYPE);
    }
}
