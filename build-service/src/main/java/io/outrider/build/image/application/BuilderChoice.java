package io.outrider.build.image.application;

import io.outrider.build.configuration.BuildSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;

/** Says who builds: the configured one; with {@code auto} a Docker Engine while there is one, the daemonless otherwise. */
@ApplicationScoped
public class BuilderChoice {
    /** Tried in this order. */
    private static final List<String> AUTO = List.of("docker", "daemonless");

    private final BuildSettings settings;
    private final Instance<ImageBuilder> builders;

    BuilderChoice(BuildSettings settings, @Any Instance<ImageBuilder> builders) {
        this.settings = settings;
        this.builders = builders;
    }

    /** Returns the builder for the next build. */
    public ImageBuilder now() {
        return switch (settings.builder()) {
            case AUTO ->
                AUTO.stream()
                        .map(this::named)
                        .filter(ImageBuilder::isAvailable)
                        .findFirst()
                        .orElseGet(() -> named("daemonless"));
            case DOCKER -> named("docker");
            case DAEMONLESS -> named("daemonless");
        };
    }

    private ImageBuilder named(String name) {
        return builders.stream()
                .filter(builder -> builder.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Expected a builder " + name + ", but there is none"));
    }
}
