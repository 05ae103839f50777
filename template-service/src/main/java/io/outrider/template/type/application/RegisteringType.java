package io.outrider.template.type.application;

import io.outrider.template.manifest.domain.InvalidDocumentException;
import io.outrider.template.manifest.domain.SchemaChecker;
import io.outrider.template.type.domain.RegisteredType;
import io.outrider.template.type.domain.TemplateType;
import io.outrider.template.type.domain.TemplateTypeReader;
import io.outrider.template.type.domain.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Adds the next version of a template type, unless the newest one says the same. */
@ApplicationScoped
public class RegisteringType {
    /** Writers of one type rarely meet. */
    private static final int MAX_ATTEMPTS = 5;

    private final TypeStore store;
    private final TemplateTypeReader reader;
    private final Clock clock;

    RegisteringType(TypeStore store, SchemaChecker checker, Clock clock) {
        this.store = store;
        this.reader = new TemplateTypeReader(checker);
        this.clock = clock;
    }

    /** What came of it. */
    public record Outcome(RegisteredType type, boolean created) {}

    /**
     * Registers a document. If it states a version, that must be the next one or one with the same content.
     *
     * @throws InvalidDocumentException with everything that is wrong with it
     */
    public Outcome register(String project, Map<String, Object> document, String actor) {
        TemplateType stated = reader.read(document);
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            Optional<RegisteredType> known = known(project, stated);
            if (known.isPresent()) {
                return new Outcome(known.get(), false);
            }
            int next = store.newest(project, stated.name())
                            .map(newest -> newest.type().version())
                            .orElse(0)
                    + 1;
            checkNumber(stated, next);
            RegisteredType type = new RegisteredType(project, stated.withVersion(next), clock.instant(), actor);
            if (store.add(type)) {
                return new Outcome(type, true);
            }
        }
        throw new IllegalStateException(
                "Expected to register type " + stated.name() + ", but others changed it " + MAX_ATTEMPTS + " times");
    }

    private Optional<RegisteredType> known(String project, TemplateType stated) {
        Optional<RegisteredType> candidate = stated.version() == 0
                ? store.newest(project, stated.name())
                : store.find(project, new TypeReference(stated.name(), OptionalInt.of(stated.version())))
                        .filter(found -> found.project().equals(project));
        Optional<RegisteredType> same =
                candidate.filter(found -> found.type().canonicalContent().equals(stated.canonicalContent()));
        if (stated.version() > 0 && candidate.isPresent() && same.isEmpty()) {
            throw new InvalidDocumentException(
                    "version",
                    "Expected a new version, but " + candidate.get().type().reference()
                            + " exists with other content; leave the version out to get the next one");
        }
        return same;
    }

    private static void checkNumber(TemplateType stated, int next) {
        if (stated.version() > 0 && stated.version() != next) {
            throw new InvalidDocumentException(
                    "version", "Expected the next version, " + next + ", but was " + stated.version());
        }
    }
}
