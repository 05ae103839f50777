package io.outrider.reactor.webhook.inbound.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outrider.reactor.webhook.application.ChangingWebhooks;
import io.outrider.reactor.webhook.application.ReadingWebhooks;
import io.outrider.reactor.webhook.notation.WebhookReader;
import io.outrider.rest.Page;
import io.outrider.rest.PageRequest;
import io.outrider.rest.Roles;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Webhooks: how requests of other systems become events. */
@Path("/api/v1/webhooks")
@Tag(name = "webhooks")
@Produces(MediaType.APPLICATION_JSON)
public class WebhookResource {

    private final ChangingWebhooks changing;
    private final ReadingWebhooks reading;
    private final WebhookReader reader;
    private final Vertx vertx;

    WebhookResource(ChangingWebhooks changing, ReadingWebhooks reading, WebhookReader reader, Vertx vertx) {
        this.changing = changing;
        this.reading = reading;
        this.reader = reader;
        this.vertx = vertx;
    }

    @PUT
    @Path("/{name}")
    @RolesAllowed(Roles.AUTHOR)
    @Consumes({MediaType.APPLICATION_JSON, "application/yaml", "application/x-yaml", "text/yaml"})
    @Operation(
            summary = "Create or replace a webhook",
            description =
                    "Secrets are references: files in outrider.webhooks.secrets-dir, or environment variables OUTRIDER_WEBHOOK_….")
    @APIResponse(responseCode = "200", description = "Replaced, or the same as before.")
    @APIResponse(responseCode = "201", description = "Created.")
    @APIResponse(responseCode = "400", description = "Everything that is wrong, by field; nothing was changed.")
    public Uni<Response> apply(
            @PathParam("name") String name,
            String body,
            @QueryParam("project") @DefaultValue("default") String project,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        String user = security.getUserPrincipal().getName();
        boolean json = isJson(headers);
        return vertx.executeBlocking(() -> read(body, json, project, name))
                .chain(request -> changing.apply(project, name, request.text(), user))
                .map(WebhookResource::answer);
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "List webhooks by name")
    public Uni<Page<JsonNode>> list(
            @QueryParam("project") @DefaultValue("default") String project,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return reading.list(project, PageRequest.of(limit, cursor)).map(page -> page.map(WebhookViews::of));
    }

    @GET
    @Path("/{name}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Show a webhook")
    public Uni<ObjectNode> show(
            @PathParam("name") String name, @QueryParam("project") @DefaultValue("default") String project) {
        return reading.one(project, name).map(WebhookViews::of);
    }

    @DELETE
    @Path("/{name}")
    @RolesAllowed(Roles.AUTHOR)
    @Operation(summary = "Delete a webhook")
    @APIResponse(responseCode = "204", description = "Deleted; requests for it are refused from now on.")
    public Uni<Response> delete(
            @PathParam("name") String name, @QueryParam("project") @DefaultValue("default") String project) {
        return changing.delete(project, name).map(done -> Response.noContent().build());
    }

    /** Away from the event loop: expressions are tried out and the secret is looked for. */
    private WebhookRequest read(String body, boolean json, String project, String name) {
        WebhookRequest request = WebhookRequest.read(body, json, project, name, reader);
        changing.checkSecret(request.webhook());
        return request;
    }

    private static Response answer(ChangingWebhooks.Applied applied) {
        Response.ResponseBuilder response = applied.created()
                ? Response.created(
                        URI.create("/api/v1/webhooks/" + applied.webhook().name() + "?project="
                                + applied.webhook().project()))
                : Response.ok();
        return response.entity(WebhookViews.of(applied.webhook())).build();
    }

    private static boolean isJson(HttpHeaders headers) {
        MediaType type = headers.getMediaType();
        return type != null && type.isCompatible(MediaType.APPLICATION_JSON_TYPE);
    }
}
