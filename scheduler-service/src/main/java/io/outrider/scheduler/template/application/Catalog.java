package io.outrider.scheduler.template.application;

import io.outrider.scheduler.template.domain.Definition;
import io.outrider.scheduler.template.domain.SemanticVersion;
import io.outrider.scheduler.template.domain.TemplateKey;
import io.outrider.scheduler.template.domain.TemplateStatus;
import io.outrider.scheduler.template.domain.TemplateVersion;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the version that a job gets. What is READY is remembered for ever, which version is the latest for a second at
 * most; what cannot be run is asked for anew each time, so that a template can be used as soon as it is built.
 */
@ApplicationScoped
public class Catalog {

    private static final Duration LATEST_FOR = Duration.ofSeconds(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final int MOST_LATEST = 10_000;
    private static final int NAMES_SHOWN = 10;

    private record Name(String project, String template) {}

    private record Latest(Lookup.Found found, Instant until) {}

    private final TemplateRows rows;
    private final Clock clock;
    private final Kept<TemplateKey, Definition> ready = new Kept<>(1_000);
    private final Map<Name, Latest> latest = new ConcurrentHashMap<>();

    Catalog(TemplateRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /** Finds a version; null: the highest release that is READY, else the highest pre-release. May wait for the database. */
    public Lookup find(String project, String template, @Nullable String version) {
        return version == null
                ? latest(new Name(project, template))
                : exactly(new TemplateKey(project, template, version));
    }

    /**
     * Finds a version as {@link #find} does, and stays for one that is being built: whoever was told that a build has ended may come
     * here before the news of it does.
     *
     * @param until when a build is no longer waited for
     */
    public Lookup awaited(String project, String template, @Nullable String version, Instant until) {
        Lookup found = find(project, template, version);
        while (found instanceof Lookup.Building && clock.instant().isBefore(until)) {
            pause();
            found = find(project, template, version);
        }
        return found;
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a build was waited for", e);
        }
    }

    /** Forgets which versions of these templates are the latest. */
    public void changed(List<TemplateVersion> versions) {
        versions.forEach(version ->
                latest.remove(new Name(version.key().project(), version.key().template())));
    }

    private Lookup exactly(TemplateKey key) {
        Definition known = ready.get(key);
        if (known != null) {
            return new Lookup.Found(key, known);
        }
        Optional<TemplateVersion> found = rows.find(key);
        return found.isPresent() ? of(found.get()) : unknownVersion(key);
    }

    private Lookup of(TemplateVersion version) {
        return switch (version.status()) {
            case BUILDING ->
                new Lookup.Building("Expected " + version.key()
                        + " to be READY, but it is still being built; try again when its build has ended");
            case FAILED ->
                new Lookup.Failed("Expected " + version.key() + " to be READY, but its build failed"
                        + (version.reason() == null ? "" : ": " + version.reason()));
            case READY -> {
                Definition definition = version.definition();
                if (definition == null) {
                    throw new IllegalStateException(
                            "Expected READY version " + version.key() + " to have a definition, but it has none");
                }
                ready.put(version.key(), definition);
                yield new Lookup.Found(version.key(), definition);
            }
        };
    }

    private Lookup latest(Name name) {
        Latest known = latest.get(name);
        Instant now = clock.instant();
        if (known != null && now.isBefore(known.until())) {
            return known.found();
        }
        List<TemplateVersion> versions = rows.versions(name.project(), name.template());
        Optional<TemplateVersion> newest = newest(versions, TemplateStatus.READY);
        if (newest.isEmpty()) {
            return notReady(name, versions);
        }
        Lookup found = exactly(newest.get().key());
        if (found instanceof Lookup.Found usable) {
            if (latest.size() >= MOST_LATEST) {
                latest.clear();
            }
            latest.put(name, new Latest(usable, now.plus(LATEST_FOR)));
        }
        return found;
    }

    private Lookup notReady(Name name, List<TemplateVersion> versions) {
        return newest(versions, TemplateStatus.BUILDING)
                .or(() -> newest(versions, TemplateStatus.FAILED))
                .map(this::of)
                .orElseGet(() -> new Lookup.Unknown("Expected template '" + name.template() + "' in project '"
                        + name.project() + "', but " + known(name) + "; push it with: outrider template push FOLDER"));
    }

    private static Optional<TemplateVersion> newest(List<TemplateVersion> versions, TemplateStatus status) {
        return versions.stream()
                .filter(version -> version.status() == status)
                .max(Comparator.comparing(version -> version.key().version(), SemanticVersion.LATEST_LAST));
    }

    private Lookup unknownVersion(TemplateKey key) {
        List<TemplateVersion> versions = rows.versions(key.project(), key.template());
        if (versions.isEmpty()) {
            return notReady(new Name(key.project(), key.template()), versions);
        }
        String there = versions.stream()
                .map(version -> version.key().version())
                .sorted(SemanticVersion.ORDER.reversed())
                .limit(NAMES_SHOWN)
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
        return new Lookup.Unknown("Expected version " + key.version() + " of template '" + key.template()
                + "', but it has " + there + "; push it with: outrider template push FOLDER");
    }

    private String known(Name name) {
        List<String> names = rows.names(name.project(), NAMES_SHOWN);
        return names.isEmpty() ? "no template is known" : "known are " + String.join(", ", names);
    }
}
