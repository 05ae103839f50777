package io.outrider.template;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The keys {@code outrider.templates.*}. */
@ConfigMapping(prefix = "outrider.templates")
public interface Settings {

    /** Where sources lie while they are checked; the JVM's temporary folder unless set. */
    Optional<Path> workDir();

    /** How often versions are looked at whose builds may have gone silent. */
    @WithDefault("30s")
    String deadlineCheck();

    /** How long a build may say nothing before its version is FAILED; twice the build-service's longest build. */
    @WithDefault("1h")
    Duration buildSilence();

    /** How long a client may repeat a request under its Idempotency-Key. */
    @WithDefault("7d")
    Duration idempotencyRetention();

    /** How much a source may be. */
    Source source();

    /** What may be fetched with git. */
    Git git();

    /** Limits of one source. */
    interface Source {
        /** Bytes of the archive. */
        @WithDefault("67108864")
        long maxCompressedBytes();

        /** Bytes of all files together. */
        @WithDefault("268435456")
        long maxTotalBytes();

        /** Files and folders. */
        @WithDefault("10000")
        int maxEntries();

        /** Folders above a file. */
        @WithDefault("32")
        int maxDepth();

        /** Characters of a path. */
        @WithDefault("512")
        int maxPathLength();

        /** Unpacked bytes for each byte of a large archive. */
        @WithDefault("100")
        int maxRatio();
    }

    /** Fetching with git. */
    interface Git {
        /**
         * Schemes of URLs; what {@code http} and {@code git} bring can be changed on its way, and {@code file} would let authors read
         * repositories of this machine.
         */
        @WithDefault("https,ssh")
        Set<String> schemes();

        /** Hosts, in lower case, that may be this machine or on its own link; any other there is refused. */
        Optional<Set<String>> uncheckedHosts();

        /** For a whole fetch. */
        @WithDefault("PT2M")
        Duration timeout();

        /** Bytes that a fetch may bring onto the disk. */
        @WithDefault("268435456")
        long maxTransferBytes();
    }
}
