package io.outrider.template.type.inbound.rest;

import io.outrider.rest.Page;
import io.outrider.rest.PageRequest;
import io.outrider.rest.ProblemException;
import io.outrider.rest.Roles;
import io.outrider.template.manifest.yaml.YamlDocuments;
import io.outrider.template.type.application.RegisteringType;
import io.outrider.template.type.application.TypeStore;
import io.outrider.template.type.domain.RegisteredType;
import io.outrider.template.type.domain.TypeReference;
import io.outrider.template.web.Projects;
import io.outrider.template.web.RefusalMapper;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Template types. */
@Path("/api/v1/template-types")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "template-types", description = "What templates can be built from.")
public class TypesResource {
    private final RegisteringType registering;
    private final TypeStore types;

    TypesResource(RegisteringType registering, TypeStore types) {
        this.registering = registering;
        this.types = types;
    }

    @POST
    @RolesAllowed(Roles.AUTHOR)
    @Consumes({MediaType.APPLICATION_JSON, "application/yaml", "application/x-yaml", "text/yaml", "text/plain"})
    @Operation(
            summary = "Add the next version of a type",
            description = "A document of kind TemplateType, YAML or JSON.")
    @APIResponse(responseCode = "201", description = "The new version")
    @APIResponse(responseCode = "200", description = "The newest version, which says the same")
    @APIResponse(responseCode = "400", description = "Everything that is wrong with the document")
    public Response register(
            InputStream document,
            @QueryParam("project") @DefaultValue("default") String project,
            @Context SecurityContext caller) {
        String actor = caller.getUserPrincipal().getName();
        RegisteringType.Outcome outcome = RefusalMapper.refusing(
                () -> registering.register(Projects.checked(project), YamlDocuments.read("document", document), actor));
        TypeView view = TypeView.of(outcome.type());
        URI location =
                URI.create("/api/v1/template-types/" + outcome.type().type().reference() + "?project=" + project);
        return outcome.created()
                ? Response.created(location).entity(view).build()
                : Response.ok(view).location(location).build();
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "List the newest version of each type that the project sees")
    public Page<TypeView> list(
            @QueryParam("project") @DefaultValue("default") String project,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        PageRequest page = PageRequest.of(limit, cursor);
        List<RegisteredType> found = types.list(Projects.checked(project), page.after(), page.limit() + 1);
        return Page.of(found, page, registered -> registered.type().name()).map(TypeView::of);
    }

    @GET
    @Path("/{reference}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Show a type", description = "By name for the newest version, or by name@N.")
    public TypeView show(
            @PathParam("reference") String reference, @QueryParam("project") @DefaultValue("default") String project) {
        return TypeReference.parse(reference)
                .flatMap(parsed -> types.find(Projects.checked(project), parsed))
                .map(TypeView::of)
                .orElseThrow(() -> ProblemException.notFound("template type", reference));
    }
}
