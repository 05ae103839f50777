package io.outrider.template.version.inbound.rest;

import io.outrider.artifacts.ArtifactStore;
import io.outrider.labels.LabelSelector;
import io.outrider.labels.SelectorSyntaxException;
import io.outrider.rest.Page;
import io.outrider.rest.PageRequest;
import io.outrider.rest.ProblemException;
import io.outrider.rest.Roles;
import io.outrider.template.version.application.VersionLedger;
import io.outrider.template.version.application.VersionLedger.TemplateSummary;
import io.outrider.template.version.domain.SemanticVersion;
import io.outrider.template.version.domain.TemplateVersion;
import io.outrider.template.version.domain.VersionId;
import io.outrider.template.web.Projects;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Shows templates and their versions. */
@Path("/api/v1/templates")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RolesAllowed(Roles.VIEWER)
@Tag(name = "templates")
public class TemplatesResource {
    private final VersionLedger ledger;
    private final ArtifactStore artifacts;

    TemplatesResource(VersionLedger ledger, ArtifactStore artifacts) {
        this.ledger = ledger;
        this.artifacts = artifacts;
    }

    @GET
    @Operation(summary = "List templates by name", description = "The selector looks at labels of the highest version.")
    public Page<TemplateSummary> list(
            @QueryParam("project") @DefaultValue("default") String project,
            @QueryParam("selector") @DefaultValue("") String selector,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        PageRequest page = PageRequest.of(limit, cursor);
        List<TemplateSummary> found =
                new SelectedTemplates(ledger, Projects.checked(project), parse(selector)).page(page);
        return Page.of(found, page, TemplateSummary::name);
    }

    @GET
    @Path("/{name}")
    @Operation(summary = "Show a template's latest version")
    public VersionView template(
            @PathParam("name") String name, @QueryParam("project") @DefaultValue("default") String project) {
        return VersionView.of(find(Projects.checked(project), name, "latest"));
    }

    @GET
    @Path("/{name}/versions")
    @Operation(summary = "List a template's versions, those published last first")
    public Page<VersionView> versions(
            @PathParam("name") String name,
            @QueryParam("project") @DefaultValue("default") String project,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        PageRequest page = PageRequest.of(limit, cursor);
        List<VersionLedger.Numbered> found =
                ledger.versions(Projects.checked(project), name, before(page), page.limit() + 1);
        if (found.isEmpty() && page.after() == null) {
            throw ProblemException.notFound("template", name);
        }
        return Page.of(found, page, numbered -> Long.toString(numbered.number()))
                .map(numbered -> VersionView.of(numbered.version()));
    }

    @GET
    @Path("/{name}/versions/{version}")
    @Operation(summary = "Show a version", description = "By number, or latest: the highest READY release.")
    public VersionView version(
            @PathParam("name") String name,
            @PathParam("version") String version,
            @QueryParam("project") @DefaultValue("default") String project) {
        return VersionView.of(find(Projects.checked(project), name, version));
    }

    @GET
    @Path("/{name}/versions/{version}/source")
    @Produces("application/gzip")
    @Operation(summary = "Download a version's whole source as a tgz")
    public Response source(
            @PathParam("name") String name,
            @PathParam("version") String version,
            @QueryParam("project") @DefaultValue("default") String project) {
        TemplateVersion found = find(Projects.checked(project), name, version);
        String file = found.id().template() + "-" + found.id().version() + ".tgz";
        return artifacts
                .open(found.source())
                .map(source -> Response.ok(source)
                        .header("Content-Disposition", "attachment; filename=\"" + file + "\"")
                        .build())
                .orElseThrow(() -> ProblemException.notFound("source of version", found.id()));
    }

    private TemplateVersion find(String project, String name, String version) {
        Optional<TemplateVersion> found = version.equals("latest")
                ? ledger.latest(project, name)
                : SemanticVersion.parse(version).flatMap(number -> ledger.find(new VersionId(project, name, number)));
        return found.orElseThrow(() -> ProblemException.notFound("template version", name + "@" + version));
    }

    private static LabelSelector parse(String selector) {
        try {
            return LabelSelector.parse(selector);
        } catch (SelectorSyntaxException e) {
            throw ProblemException.invalid("selector", String.valueOf(e.getMessage()));
        }
    }

    private static long before(PageRequest page) {
        String after = page.after();
        if (after == null) {
            return Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(after);
        } catch (NumberFormatException e) {
            throw ProblemException.invalid(
                    "cursor", "Expected the nextCursor of an earlier page, but was something else");
        }
    }
}
