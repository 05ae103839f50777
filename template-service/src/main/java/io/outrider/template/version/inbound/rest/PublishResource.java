package io.outrider.template.version.inbound.rest;

import io.outrider.rest.ProblemException;
import io.outrider.rest.Roles;
import io.outrider.template.source.domain.SourceOrigin;
import io.outrider.template.version.application.PublishingVersion;
import io.outrider.template.version.application.VersionLedger.Outcome;
import io.outrider.template.version.domain.SemanticVersion;
import io.outrider.template.version.domain.TemplateVersion;
import io.outrider.template.web.Projects;
import io.outrider.template.web.RefusalMapper;
import io.outrider.tracing.TraceContext;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Publishes versions of templates, from an archive or a git repository. */
@Path("/api/v1/templates")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RolesAllowed(Roles.AUTHOR)
@Tag(name = "templates", description = "Templates and their versions.")
@APIResponse(responseCode = "202", description = "The new version; Location shows what becomes of it")
@APIResponse(responseCode = "200", description = "The version that has this content already")
@APIResponse(responseCode = "400", description = "Everything that is wrong with the source")
@APIResponse(responseCode = "409", description = "The version exists with other content")
@APIResponse(responseCode = "413", description = "The archive is too large")
public class PublishResource {
    private static final int MAX_KEY_LENGTH = 200;

    private final PublishingVersion publishing;
    private final Uploads uploads;
    private final SchemasKnown schemasKnown;

    PublishResource(PublishingVersion publishing, Uploads uploads, SchemasKnown schemasKnown) {
        this.publishing = publishing;
        this.uploads = uploads;
        this.schemasKnown = schemasKnown;
    }

    /** What is common to all ways of publishing. */
    public static class Common {
        @QueryParam("project")
        @DefaultValue("default")
        String project = "default";

        @QueryParam("version")
        @Nullable
        String version;

        @HeaderParam("Idempotency-Key")
        @Nullable
        String idempotencyKey;

        @HeaderParam("traceparent")
        @Nullable
        String traceparent;

        @Context
        @Nullable
        SecurityContext caller;
    }

    @POST
    @Consumes({
        "application/zip",
        "application/gzip",
        "application/x-gzip",
        "application/x-tar+gzip",
        MediaType.APPLICATION_OCTET_STREAM
    })
    @Operation(summary = "Publish an archive", description = "A zip or tgz with template.yaml at its root.")
    public Response archive(InputStream body, @BeanParam Common common) {
        return uploads.spooled(body, file -> publish(new SourceOrigin.Upload(file), common));
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(summary = "Publish an archive as a form's file")
    public Response form(@RestForm("file") @Nullable FileUpload file, @BeanParam Common common) {
        if (file == null) {
            throw ProblemException.invalid("file", "Expected a part named file, but it is missing");
        }
        uploads.checkSize(file.size());
        return publish(new SourceOrigin.Upload(file.uploadedFile()), common);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Publish from a git repository")
    public Response git(GitRequest request, @BeanParam Common common) {
        GitRequest.GitView git = request == null ? null : request.git();
        if (git == null || git.url() == null || git.url().isBlank()) {
            throw ProblemException.invalid("git.url", "Expected a repository's URL, but it is missing");
        }
        return publish(new SourceOrigin.Git(git.url(), blankAsNull(git.ref()), blankAsNull(git.path())), common);
    }

    private Response publish(SourceOrigin origin, Common common) {
        PublishingVersion.Request request = new PublishingVersion.Request(
                Projects.checked(common.project),
                origin,
                version(common.version),
                actor(common),
                key(common),
                TraceContext.checked(common.traceparent));
        schemasKnown.await();
        return switch (RefusalMapper.refusing(() -> publishing.publish(request))) {
            case Outcome.Published(TemplateVersion version, boolean fresh) -> answer(version, fresh);
            case Outcome.NumberTaken(SemanticVersion number) ->
                throw ProblemException.conflict("Expected a new version, but " + number
                        + " exists with other content; choose another version, or none for the next patch");
            case Outcome.KeyReused reused ->
                throw new ProblemException(
                        422,
                        "idempotency-key-reused",
                        "Idempotency key reused",
                        "Expected the Idempotency-Key to come with the same content, but it was used for other content",
                        List.of());
        };
    }

    private static Response answer(TemplateVersion version, boolean fresh) {
        URI location = URI.create("/api/v1/templates/" + version.id().template() + "/versions/"
                + version.id().version() + "?project=" + version.id().project());
        return Response.status(fresh ? Response.Status.ACCEPTED : Response.Status.OK)
                .location(location)
                .entity(VersionView.of(version))
                .build();
    }

    private static Optional<SemanticVersion> version(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(SemanticVersion.parse(text)
                .orElseThrow(() -> ProblemException.invalid(
                        "version", "Expected a semantic version like 1.4.0, but was something else")));
    }

    private static String actor(Common common) {
        SecurityContext caller = common.caller;
        return caller == null || caller.getUserPrincipal() == null
                ? "anonymous"
                : caller.getUserPrincipal().getName();
    }

    private static @Nullable String key(Common common) {
        String key = common.idempotencyKey;
        if (key != null && (key.isBlank() || key.length() > MAX_KEY_LENGTH)) {
            throw ProblemException.invalid(
                    "Idempotency-Key",
                    "Expected 1 to " + MAX_KEY_LENGTH + " characters, but there are " + key.length());
        }
        return key;
    }

    private static @Nullable String blankAsNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
