package io.outrider.reactor.webhook.inbound.rest;

import io.outrider.reactor.event.inbound.rest.Publishing;
import io.outrider.reactor.event.inbound.rest.ReadingRoom;
import io.outrider.reactor.webhook.application.Call;
import io.outrider.reactor.webhook.application.ReceivingCalls;
import io.outrider.rest.ProblemException;
import io.outrider.rest.Roles;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Requests of any system, by way of a webhook that says what is an event in them. */
@Path("/api/v1/webhooks/generic")
@Tag(name = "webhooks")
@Produces(MediaType.APPLICATION_JSON)
public class GenericResource {

    private final ReceivingCalls receiving;
    private final Publishing publishing;
    private final CurrentIdentityAssociation identities;

    GenericResource(ReceivingCalls receiving, Publishing publishing, CurrentIdentityAssociation identities) {
        this.receiving = receiving;
        this.publishing = publishing;
        this.identities = identities;
    }

    @POST
    @Path("/{name}")
    @PermitAll
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Receive a request of another system",
            description =
                    "The webhook says how it is authenticated: by a signature or a token of its own, or else by a bearer token with the"
                            + " role publisher. JSON, a form or text.")
    @APIResponse(responseCode = "202", description = "Accepted; reactions follow.")
    @APIResponse(responseCode = "400", description = "What the mapping does not find, by field; nothing was accepted.")
    @APIResponse(responseCode = "401", description = "Not signed with the webhook's secret, or no valid bearer token.")
    @APIResponse(responseCode = "404", description = "There is no such webhook.")
    @APIResponse(responseCode = "429", description = "Too much waits; try again after Retry-After.")
    @APIResponse(responseCode = "503", description = "Kafka or the secret is away; try again after Retry-After.")
    public Uni<Response> receive(
            @PathParam("name") String name,
            byte @Nullable [] body,
            @QueryParam("project") @DefaultValue("default") String project,
            @Context HttpHeaders headers,
            @Context UriInfo address) {
        byte[] bytes = body == null ? new byte[0] : body;
        if (bytes.length > ReadingRoom.MAX_BODY) {
            throw ProblemException.tooLarge(
                    "Expected a body of at most " + ReadingRoom.MAX_BODY + " bytes, but it has " + bytes.length);
        }
        Map<String, String> byName = Publishing.byName(headers);
        Map<String, String> query = new HashMap<>();
        address.getQueryParameters().forEach((key, values) -> query.put(key, values.getFirst()));
        Call call = new Call(
                project,
                name,
                byName,
                query,
                ByteBuffer.wrap(bytes),
                Clock.systemUTC().instant());
        return receiving
                .receive(call, identities.getDeferredIdentity().map(GenericResource::publisher))
                .chain(received -> publishing.publish(received.events(), received.sender(), byName));
    }

    private static String publisher(SecurityIdentity identity) {
        if (identity.isAnonymous()) {
            throw new UnauthorizedException();
        }
        if (!identity.hasRole(Roles.PUBLISHER)) {
            throw new ForbiddenException();
        }
        return identity.getPrincipal().getName();
    }
}
