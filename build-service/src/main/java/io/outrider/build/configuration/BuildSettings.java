package io.outrider.build.configuration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The keys {@code outrider.build.*}. */
@ConfigMapping(prefix = "outrider.build")
public interface BuildSettings {

    /** Who builds. */
    enum Builder {
        AUTO,
        DOCKER,
        DAEMONLESS
    }

    /** auto takes a Docker Engine while there is one. */
    @WithDefault("auto")
    Builder builder();

    /** Builds side by side on this instance. */
    @WithDefault("2")
    int limit();

    /** Attempts of one build. */
    @WithDefault("3")
    int attempts();

    /** Life of a lease; an instance that is not heard of for as long has lost its builds. */
    @WithDefault("30s")
    Duration lease();

    /** Longest attempt. */
    @WithDefault("30m")
    Duration deadline();

    /** Longest wait in the queue. */
    @WithDefault("24h")
    Duration queueDeadline();

    /** Pause before a second attempt; doubled for each further one. */
    @WithDefault("1s")
    Duration backoff();

    /** How often the queue is looked at when nothing says that there is something to do. */
    @WithDefault("1s")
    Duration pollInterval();

    /** Stable name of this instance, so that its builds are taken up at once after a restart; found by itself if not set. */
    Optional<String> instance();

    /** Holds a private folder for each running instance; nothing else may use it. */
    @WithDefault("${java.io.tmpdir}/outrider-builds-${user.name}")
    Path workDir();

    /** Docker Engine, for example {@code unix:///var/run/docker.sock}; DOCKER_HOST or the usual socket if not set. */
    Optional<String> dockerHost();

    /** host[:port]/prefix of the registry that images are published to. */
    Optional<String> registry();

    /** User at the registry. */
    Optional<String> registryUser();

    /** Password at the registry. */
    Optional<String> registryPassword();

    /** Allows registries without TLS, to pull from and to push to. */
    @WithDefault("false")
    boolean insecureRegistries();

    /** Keeps the archive in the artifact store although the image was pushed: nodes get it through the gateway. */
    @WithDefault("true")
    boolean keepArchive();

    /** Bounds of the content. */
    Content content();

    /** Bounds of the log. */
    Log log();

    /** Bounds of what is unpacked. */
    interface Content {
        /** Bytes when unpacked. */
        @WithDefault("1073741824")
        long maxBytes();

        /** Files and folders. */
        @WithDefault("50000")
        int maxEntries();

        /** Folders in folders. */
        @WithDefault("64")
        int maxDepth();
    }

    /** Bounds of one build's log. */
    interface Log {
        /** Bytes; more is left out, with a note. */
        @WithDefault("10485760")
        long maxBytes();
    }
}
