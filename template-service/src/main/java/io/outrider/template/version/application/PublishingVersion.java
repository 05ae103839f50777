package io.outrider.template.version.application;

import io.outrider.artifacts.ArtifactStore;
import io.outrider.template.manifest.domain.InvalidDocumentException;
import io.outrider.template.manifest.domain.SchemaChecker;
import io.outrider.template.manifest.yaml.YamlDocuments;
import io.outrider.template.source.application.Source;
import io.outrider.template.source.application.SourceFetcher;
import io.outrider.template.source.domain.SourceFile;
import io.outrider.template.source.domain.SourceListing;
import io.outrider.template.source.domain.SourceOrigin;
import io.outrider.template.source.domain.SourceRefusedException;
import io.outrider.template.type.application.TypeStore;
import io.outrider.template.type.domain.Mode;
import io.outrider.template.type.domain.TemplateType;
import io.outrider.template.version.domain.BuildOrder;
import io.outrider.template.version.domain.Composition;
import io.outrider.template.version.domain.Definition;
import io.outrider.template.version.domain.Fingerprint;
import io.outrider.template.version.domain.SemanticVersion;
import io.outrider.template.version.domain.TemplateManifest;
import io.outrider.template.version.domain.TemplateManifestReader;
import io.outrider.template.version.domain.VersionState;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Turns a source into a version: fetch, read, join with its type, store the bytes, then one transaction. Everything that
 * can be refused is refused before that transaction; bytes that were stored for nothing are harmless.
 */
@ApplicationScoped
public class PublishingVersion {
    private static final String LABEL_PREFIX = "io.outrider.";

    private final SourceFetcher sources;
    private final TypeStore types;
    private final ArtifactStore artifacts;
    private final VersionLedger ledger;
    private final SchemaChecker checker;
    private final Clock clock;

    PublishingVersion(
            SourceFetcher sources,
            TypeStore types,
            ArtifactStore artifacts,
            VersionLedger ledger,
            SchemaChecker checker,
            Clock clock) {
        this.sources = sources;
        this.types = types;
        this.artifacts = artifacts;
        this.ledger = ledger;
        this.checker = checker;
        this.clock = clock;
    }

    /** Who publishes what, and as which version if not the one in template.yaml. */
    public record Request(
            String project,
            SourceOrigin origin,
            Optional<SemanticVersion> version,
            String actor,
            @Nullable String idempotencyKey) {}

    /**
     * Publishes. Blocks for as long as fetching takes.
     *
     * @throws InvalidDocumentException with every mistake in template.yaml
     * @throws SourceRefusedException when the source breaks a rule
     */
    public VersionLedger.Outcome publish(Request request) {
        try (Source source = sources.fetch(request.origin())) {
            TemplateManifest manifest = manifest(source);
            TemplateType type = type(request.project(), manifest);
            Definition definition = Composition.of(manifest, type, checker);
            SourceListing content = content(source, manifest);
            String sourceSha = artifacts.put(source.pack("", source.listing())).sha256();
            String contentSha =
                    artifacts.put(source.pack(manifest.files(), content)).sha256();
            return ledger.publish(
                    candidate(request, manifest, type, definition, content, new Stored(sourceSha, contentSha)));
        }
    }

    private record Stored(String source, String content) {}

    private TemplateManifest manifest(Source source) {
        SourceFile file = source.listing().files().stream()
                .filter(candidate -> candidate.path().equals(TemplateManifestReader.FILE))
                .findFirst()
                .orElseThrow(() -> missing(source.listing()));
        String text = new String(source.read(file, YamlDocuments.MAX_LENGTH), StandardCharsets.UTF_8);
        return new TemplateManifestReader(checker).read(YamlDocuments.read(TemplateManifestReader.FILE, text));
    }

    private static SourceRefusedException missing(SourceListing listing) {
        String elsewhere = listing.files().stream()
                .map(SourceFile::path)
                .filter(path -> path.endsWith("/" + TemplateManifestReader.FILE) || path.matches("[Tt]emplate\\.ya?ml"))
                .findFirst()
                .map(path -> "; there is '" + path + "'")
                .orElse("");
        return new SourceRefusedException(
                "Expected template.yaml at the root of the source, but there is none" + elsewhere);
    }

    private TemplateType type(String project, TemplateManifest manifest) {
        return types.find(project, manifest.type())
                .orElseThrow(() -> new InvalidDocumentException(
                        "type",
                        "Expected a template type that exists, but there is no " + manifest.type()
                                + "; the list is at /api/v1/template-types"))
                .type();
    }

    private static SourceListing content(Source source, TemplateManifest manifest) {
        if (manifest.files().isEmpty()) {
            return source.listing().without(TemplateManifestReader.FILE);
        }
        SourceListing content = source.listing().under(manifest.files());
        if (content.files().isEmpty()) {
            throw new InvalidDocumentException(
                    "files", "Expected a folder of the source, but there are no files under " + manifest.files());
        }
        return content;
    }

    private Candidate candidate(
            Request request,
            TemplateManifest manifest,
            TemplateType type,
            Definition definition,
            SourceListing content,
            Stored stored) {
        Instant now = clock.instant();
        boolean built = type.mode() == Mode.STANDARD;
        VersionState initial = built
                ? new VersionState.Building(UUID.randomUUID().toString(), now)
                : new VersionState.Ready(new VersionState.Content(stored.content(), type.image()));
        return new Candidate(
                request.project(),
                manifest.name(),
                number(request, manifest),
                Fingerprint.ofVersion(manifest, type, content),
                manifest.document(),
                definition,
                stored.source(),
                stored.content(),
                initial,
                built ? Optional.of(order(type, content, stored.content())) : Optional.empty(),
                request.actor(),
                now,
                request.idempotencyKey());
    }

    private static Optional<SemanticVersion> number(Request request, TemplateManifest manifest) {
        boolean contradictory = request.version().isPresent()
                && manifest.version().isPresent()
                && !request.version().equals(manifest.version());
        if (contradictory) {
            throw new InvalidDocumentException(
                    "version",
                    "Expected the version of the request, " + request.version().get()
                            + ", or none, but template.yaml says "
                            + manifest.version().get());
        }
        return request.version().or(manifest::version);
    }

    private static BuildOrder order(TemplateType type, SourceListing content, String contentSha) {
        Map<String, String> labels = new TreeMap<>();
        labels.put(LABEL_PREFIX + "type", type.reference());
        labels.put(LABEL_PREFIX + "content", content.fingerprint());
        return new BuildOrder(
                Fingerprint.ofImage(type, content, labels),
                contentSha,
                type.reference(),
                type.image(),
                type.contentPath(),
                type.command(),
                labels,
                type.user());
    }
}
