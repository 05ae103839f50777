package io.outrider.gateway.transfer.inbound.agents;

import io.outrider.gateway.settings.GatewaySettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Where uploads wait until their digest is known. What a gateway left there that was killed is deleted; other replicas and other
 * programs may use the folder as well.
 */
@ApplicationScoped
class SpoolFolder {

    private static final Logger LOG = Logger.getLogger(SpoolFolder.class);
    private static final String PREFIX = "artifact-";
    private static final Pattern UPLOAD = Pattern.compile(PREFIX + "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Since the last byte. A connection that brings nothing is closed within minutes, and a whole file is kept within minutes. */
    private static final Duration LEFT = Duration.ofHours(1);

    private final Path folder;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("spool").factory());

    SpoolFolder(GatewaySettings settings, Clock clock) {
        this.folder = settings.spoolDir();
        this.clock = clock;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the task catches and logs what fails
    void start(@Observes StartupEvent event) {
        timer.scheduleWithFixedDelay(this::sweep, 0, LEFT.toSeconds(), TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }

    /** Returns a file of its own for an upload. */
    Path next() {
        return folder.resolve(PREFIX + UUID.randomUUID());
    }

    private void sweep() {
        try {
            sweep(folder, clock.instant());
        } catch (IOException | RuntimeException e) {
            LOG.warnf("Expected to look through %s for uploads that were left, but %s", folder, e);
        }
    }

    static void sweep(Path folder, Instant now) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path file : files) {
                if (UPLOAD.matcher(file.getFileName().toString()).matches()) {
                    deleteIfLeft(file, now);
                }
            }
        }
    }

    private static void deleteIfLeft(Path file, Instant now) {
        try {
            Instant written =
                    Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
            if (written.isBefore(now.minus(LEFT)) && Files.deleteIfExists(file)) {
                LOG.infof("Deleted %s, which an upload left at %s", file, written);
            }
        } catch (IOException e) {
            LOG.debugf("Expected to delete %s, but %s; another replica may have done so", file, e);
        }
    }

    static void delete(Path upload) {
        try {
            Files.deleteIfExists(upload);
        } catch (IOException e) {
            LOG.warnf("Expected to delete %s, but %s", upload, e.getMessage());
        }
    }
}
