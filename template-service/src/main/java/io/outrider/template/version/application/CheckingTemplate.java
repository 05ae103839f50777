package io.outrider.template.version.application;

import io.outrider.template.manifest.domain.InvalidDocumentException;
import io.outrider.template.manifest.domain.Problems;
import io.outrider.template.manifest.domain.SchemaChecker;
import io.outrider.template.manifest.domain.Suggestion;
import io.outrider.template.manifest.yaml.YamlDocuments;
import io.outrider.template.source.application.Source;
import io.outrider.template.source.domain.SourceFile;
import io.outrider.template.source.domain.SourceListing;
import io.outrider.template.source.domain.SourceRefusedException;
import io.outrider.template.type.application.TypeStore;
import io.outrider.template.type.domain.RegisteredType;
import io.outrider.template.type.domain.TemplateType;
import io.outrider.template.version.domain.Composition;
import io.outrider.template.version.domain.Definition;
import io.outrider.template.version.domain.SemanticVersion;
import io.outrider.template.version.domain.TemplateManifest;
import io.outrider.template.version.domain.TemplateManifestReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Reads a source's template.yaml and joins it with its type; finds every mistake before anything is stored. */
@ApplicationScoped
public class CheckingTemplate {
    /** Names to look through for what a misspelt one was meant to be. */
    private static final int SUGGESTIONS_FROM = 500;

    private final TypeStore types;
    private final SchemaChecker checker;

    CheckingTemplate(TypeStore types, SchemaChecker checker) {
        this.types = types;
        this.checker = checker;
    }

    /**
     * A template without mistakes.
     *
     * @param number what the version is to be called; absent: the next patch
     * @param content the files that jobs will see
     */
    record CheckedTemplate(
            TemplateManifest manifest,
            Optional<SemanticVersion> number,
            TemplateType type,
            Definition definition,
            SourceListing content) {}

    /**
     * Checks everything.
     *
     * @param requested the number that the request wants
     * @throws InvalidDocumentException with every mistake in template.yaml
     * @throws SourceRefusedException when there is no template.yaml
     */
    CheckedTemplate check(String project, Source source, Optional<SemanticVersion> requested) {
        Problems problems = new Problems();
        TemplateManifest manifest = new TemplateManifestReader(checker)
                .read(YamlDocuments.read(TemplateManifestReader.FILE, text(source)), problems);
        Optional<SemanticVersion> number = number(requested, manifest, problems);
        SourceListing content = content(source, manifest, problems);
        Optional<TemplateType> type = type(project, manifest, problems);
        Optional<Definition> definition = type.map(found -> Composition.of(manifest, found, checker, problems));
        problems.orThrow();
        return new CheckedTemplate(manifest, number, type.orElseThrow(), definition.orElseThrow(), content);
    }

    private static String text(Source source) {
        SourceFile file = source.listing().files().stream()
                .filter(candidate -> candidate.path().equals(TemplateManifestReader.FILE))
                .findFirst()
                .orElseThrow(() -> missing(source.listing()));
        return new String(source.read(file, YamlDocuments.MAX_LENGTH), StandardCharsets.UTF_8);
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

    private static Optional<SemanticVersion> number(
            Optional<SemanticVersion> requested, TemplateManifest manifest, Problems problems) {
        boolean contradictory =
                requested.isPresent() && manifest.version().isPresent() && !requested.equals(manifest.version());
        if (contradictory) {
            problems.add(
                    "version",
                    "Expected the version of the request, " + requested.get() + ", or none, but template.yaml says "
                            + manifest.version().get());
        }
        return requested.or(manifest::version);
    }

    private static SourceListing content(Source source, TemplateManifest manifest, Problems problems) {
        if (manifest.files().isEmpty()) {
            return source.listing().without(TemplateManifestReader.FILE);
        }
        SourceListing content = source.listing().under(manifest.files());
        if (content.files().isEmpty()) {
            problems.add("files", "Expected a folder of the source, but there are no files under " + manifest.files());
        }
        return content;
    }

    private Optional<TemplateType> type(String project, TemplateManifest manifest, Problems problems) {
        if (manifest.type().name().isEmpty()) {
            return Optional.empty();
        }
        Optional<RegisteredType> found = types.find(project, manifest.type());
        if (found.isEmpty()) {
            List<String> known = types.list(project, null, SUGGESTIONS_FROM).stream()
                    .map(registered -> registered.type().name())
                    .toList();
            problems.add(
                    "type",
                    "Expected a template type that exists, but there is no " + manifest.type()
                            + "; the list is at /api/v1/template-types"
                            + Suggestion.forWord(manifest.type().name(), known));
        }
        return found.map(RegisteredType::type);
    }
}
