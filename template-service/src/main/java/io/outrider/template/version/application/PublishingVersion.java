package io.outrider.template.version.application;

import io.outrider.artifacts.ArtifactStore;
import io.outrider.template.manifest.domain.InvalidDocumentException;
import io.outrider.template.source.application.Source;
import io.outrider.template.source.application.SourceFetcher;
import io.outrider.template.source.domain.SourceOrigin;
import io.outrider.template.source.domain.SourceRefusedException;
import io.outrider.template.type.domain.Mode;
import io.outrider.template.type.domain.TemplateType;
import io.outrider.template.version.application.CheckingTemplate.CheckedTemplate;
import io.outrider.template.version.domain.BuildOrder;
import io.outrider.template.version.domain.Fingerprint;
import io.outrider.template.version.domain.SemanticVersion;
import io.outrider.template.version.domain.TemplateVersion;
import io.outrider.template.version.domain.VersionState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Turns a source into a version: fetch, check, store the bytes, then one transaction. Everything that can be refused is
 * refused before that transaction; bytes that were stored for nothing are harmless.
 */
@ApplicationScoped
public class PublishingVersion {
    private static final Logger LOG = Logger.getLogger(PublishingVersion.class);
    private static final String LABEL_PREFIX = "io.outrider.";

    private final SourceFetcher sources;
    private final CheckingTemplate checking;
    private final ArtifactStore artifacts;
    private final VersionLedger ledger;
    private final VersionMeters meters;
    private final Clock clock;

    PublishingVersion(
            SourceFetcher sources,
            CheckingTemplate checking,
            ArtifactStore artifacts,
            VersionLedger ledger,
            VersionMeters meters,
            Clock clock) {
        this.sources = sources;
        this.checking = checking;
        this.artifacts = artifacts;
        this.ledger = ledger;
        this.meters = meters;
        this.clock = clock;
    }

    /** Who publishes what, and as which version if not the one in template.yaml. */
    public record Request(
            String project,
            SourceOrigin origin,
            Optional<SemanticVersion> version,
            String actor,
            @Nullable String idempotencyKey,
            @Nullable String traceparent) {}

    /**
     * Publishes. Blocks for as long as fetching takes.
     *
     * @throws InvalidDocumentException with every mistake in template.yaml
     * @throws SourceRefusedException when the source breaks a rule
     */
    public VersionLedger.Outcome publish(Request request) {
        return meters.publishing(() -> {
            try (Source source = sources.fetch(request.origin())) {
                CheckedTemplate template = checking.check(request.project(), source, request.version());
                meters.source(source.listing());
                return noted(ledger.publish(candidate(request, template, store(source, template))));
            }
        });
    }

    private VersionLedger.Outcome noted(VersionLedger.Outcome outcome) {
        if (outcome instanceof VersionLedger.Outcome.Published(TemplateVersion version, boolean fresh) && fresh) {
            LOG.infof(
                    "version=%s fingerprint=%s by=%s %s",
                    version.id(), version.fingerprint(), version.createdBy(), standing(version.state()));
            meters.became(version.state());
        }
        return outcome;
    }

    private static String standing(VersionState state) {
        return state instanceof VersionState.Building building ? "build=" + building.buildId() : "is READY";
    }

    private record Stored(String source, String content) {}

    private Stored store(Source source, CheckedTemplate template) {
        return new Stored(
                artifacts.put(source.pack("", source.listing())).sha256(),
                artifacts
                        .put(source.pack(template.manifest().files(), template.content()))
                        .sha256());
    }

    private Candidate candidate(Request request, CheckedTemplate template, Stored stored) {
        Instant now = clock.instant();
        TemplateType type = template.type();
        boolean built = type.mode() == Mode.STANDARD;
        VersionState initial = built
                ? new VersionState.Building(UUID.randomUUID().toString(), now)
                : new VersionState.Ready(new VersionState.Content(stored.content(), type.image()));
        return new Candidate(
                request.project(),
                template.manifest().name(),
                template.number(),
                Fingerprint.ofVersion(template.manifest(), type, template.content()),
                template.manifest().document(),
                template.definition(),
                stored.source(),
                stored.content(),
                initial,
                built ? Optional.of(order(template, stored.content())) : Optional.empty(),
                request.actor(),
                now,
                request.idempotencyKey(),
                request.traceparent());
    }

    private static BuildOrder order(CheckedTemplate template, String contentSha) {
        TemplateType type = template.type();
        Map<String, String> labels = new TreeMap<>();
        labels.put(LABEL_PREFIX + "type", type.reference());
        labels.put(LABEL_PREFIX + "content", template.content().fingerprint());
        return new BuildOrder(
                Fingerprint.ofImage(type, template.content(), labels),
                contentSha,
                type.reference(),
                type.image(),
                type.contentPath(),
                type.command(),
                labels,
                type.user());
    }
}
