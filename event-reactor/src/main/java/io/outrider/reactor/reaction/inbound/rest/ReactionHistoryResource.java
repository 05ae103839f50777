package io.outrider.reactor.reaction.inbound.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.reactor.reaction.application.ExplainingReactions;
import io.outrider.reactor.reaction.application.ReadingReactions;
import io.outrider.rest.Page;
import io.outrider.rest.PageRequest;
import io.outrider.rest.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What reactions were, and what they did. */
@Path("/api/v1/reactions")
@Tag(name = "reactions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
public class ReactionHistoryResource {

    private final ReadingReactions reading;
    private final ExplainingReactions explaining;
    private final ExplanationViews views;

    ReactionHistoryResource(ReadingReactions reading, ExplainingReactions explaining) {
        this.reading = reading;
        this.explaining = explaining;
        this.views = new ExplanationViews(explaining.globalBudget());
    }

    @GET
    @Path("/{name}/versions")
    @Operation(
            summary = "List the versions of a reaction, newest first",
            description = "Also of one that was deleted: the decision log refers to them.")
    @APIResponse(responseCode = "404", description = "There never was such a reaction.")
    public Uni<Page<JsonNode>> versions(
            @PathParam("name") String name,
            @QueryParam("project") @DefaultValue("default") String project,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return reading.versions(project, name, PageRequest.of(limit, cursor))
                .map(versions -> versions.map(ReactionViews::of));
    }

    @GET
    @Path("/{name}/firings")
    @Operation(
            summary = "List the windows of a reaction that ended, newest first",
            description =
                    "What fired, with its jobs, and what could not: over budget, with a failing template, resolved before it fired.")
    @APIResponse(responseCode = "404", description = "There is no such reaction.")
    public Uni<Page<FiringView>> firings(
            @PathParam("name") String name,
            @QueryParam("project") @DefaultValue("default") String project,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return reading.firings(project, name, PageRequest.of(limit, cursor)).map(result -> {
            FiringViews views = new FiringViews(result.found());
            return result.page().map(views::of);
        });
    }

    @GET
    @Path("/{name}/explain")
    @Operation(
            summary = "Tell how a reaction stands",
            description =
                    "What its groups wait for and until when, what runs, what is left of the budgets, whether it is paused,"
                            + " and what it decided lately, with the reasons.")
    @APIResponse(responseCode = "404", description = "There is no such reaction.")
    public Uni<ExplanationView> explain(
            @PathParam("name") String name, @QueryParam("project") @DefaultValue("default") String project) {
        return explaining.explain(project, name).map(views::of);
    }
}
