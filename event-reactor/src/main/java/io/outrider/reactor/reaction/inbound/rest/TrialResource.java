package io.outrider.reactor.reaction.inbound.rest;

import io.outrider.reactor.reaction.application.TestingReactions;
import io.outrider.reactor.reaction.notation.ReactionReader;
import io.outrider.rest.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Reactions tried on the past. */
@Path("/api/v1/reactions")
@Tag(name = "reactions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class TrialResource {

    private final TestingReactions testing;
    private final ReactionReader reader;

    TrialResource(TestingReactions testing, ReactionReader reader) {
        this.testing = testing;
        this.reader = reader;
    }

    @POST
    @Path("/test")
    @Blocking
    @RolesAllowed({Roles.AUTHOR, Roles.OPERATOR})
    @Operation(
            summary = "Try a reaction on the events of the past",
            description =
                    "With a clock of its own, as if nothing had been before; at most 100,000 events of the types that it"
                            + " names, the newest. Pauses, enabled and the budget of all reactions are left out; jobs end at once. Starts nothing, keeps nothing.")
    @APIResponse(
            responseCode = "200",
            description = "What would have fired when, and how events would have been decided.")
    @APIResponse(responseCode = "400", description = "Everything that is wrong with the reaction, by field.")
    @APIResponse(responseCode = "422", description = "It would take too long: ask for less of the past.")
    @APIResponse(responseCode = "429", description = "Others are tried already; come again after Retry-After.")
    public TrialView test(TrialRequest request, @QueryParam("project") @DefaultValue("default") String project) {
        TrialRequest.Checked checked = request.checked(reader);
        return TrialView.of(checked.definition().name(), testing.test(project, checked.definition(), checked.age()));
    }
}
