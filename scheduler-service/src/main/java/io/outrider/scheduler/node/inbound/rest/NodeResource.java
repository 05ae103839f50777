package io.outrider.scheduler.node.inbound.rest;

import io.outrider.labels.LabelSelector;
import io.outrider.labels.SelectorSyntaxException;
import io.outrider.rest.Page;
import io.outrider.rest.PageRequest;
import io.outrider.rest.ProblemException;
import io.outrider.rest.Roles;
import io.outrider.scheduler.node.application.NodeReading;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Shows nodes as targets. */
@Path("/api/v1/nodes")
@Tag(name = "nodes")
@RolesAllowed(Roles.VIEWER)
public class NodeResource {

    private final NodeReading nodes;

    NodeResource(NodeReading nodes) {
        this.nodes = nodes;
    }

    @GET
    @Operation(summary = "List nodes by name; removed ones only if asked for by status")
    public Uni<Page<NodeJson>> list(
            @QueryParam("project") @DefaultValue("default") String project,
            @QueryParam("selector") @DefaultValue("") String selector,
            @QueryParam("status") @Nullable String status,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        PageRequest page = PageRequest.of(limit, cursor);
        LabelSelector wanted = selector(selector);
        String after = page.after() == null ? "" : page.after();
        return nodes.list(project, wanted, status, after, page.limit() + 1)
                .map(found -> Page.of(found, page, node -> node.name().value()).map(NodeJson::of));
    }

    @GET
    @Path("{name}")
    @Operation(summary = "Show a node")
    public Uni<NodeJson> show(@PathParam("name") String name) {
        return nodes.find(name)
                .onItem()
                .ifNull()
                .failWith(() -> ProblemException.notFound("node", name))
                .map(NodeJson::of);
    }

    private static LabelSelector selector(String text) {
        try {
            return LabelSelector.parse(text);
        } catch (SelectorSyntaxException e) {
            throw ProblemException.invalid("selector", e.getMessage());
        }
    }
}
