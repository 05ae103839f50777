package io.outrider.build.image.outbound.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.PullResponseItem;
import io.outrider.build.image.application.BuildFailure;
import io.outrider.build.image.application.BuildLine;
import io.outrider.build.image.domain.ResolvedBase;
import io.outrider.build.image.outbound.archive.ArchivedBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pins base images by what the engine has. A tag is pulled first, so that it means today's image; one that only this
 * engine knows, or that can't be pulled for now, is taken as it is and pinned by its id.
 */
@ApplicationScoped
public class DockerBases {
    private final DockerEngine engine;
    private final ArchivedBase archives;

    public DockerBases(DockerEngine engine, ArchivedBase archives) {
        this.engine = engine;
        this.archives = archives;
    }

    ResolvedBase pull(String reference, BuildLine log) throws InterruptedException {
        @Nullable RuntimeException failure = tryPull(reference, log);
        try {
            return pin(reference, engine.client().inspectImageCmd(reference).exec());
        } catch (NotFoundException e) {
            if (failure == null) {
                throw BuildFailure.passing("Expected to have base image " + reference + ", but it is gone again", e);
            }
            throw BuildFailure.passing(
                    "Expected to pull base image " + reference + ", but " + failure.getMessage(), failure);
        } catch (DockerException e) {
            throw BuildFailure.passing("Expected to look at base image " + reference + ", but " + e.getMessage(), e);
        }
    }

    ResolvedBase load(Path archive, BuildLine log) {
        String digest = archives.digest(archive);
        log.line("Loading base image " + digest);
        try (InputStream in = Files.newInputStream(archive)) {
            engine.client().loadImageCmd(in).exec();
            return new ResolvedBase(digest, digest);
        } catch (IOException | DockerException e) {
            throw BuildFailure.passing("Expected to load the base archive, but " + e.getMessage(), e);
        }
    }

    private @Nullable RuntimeException tryPull(String reference, BuildLine log) throws InterruptedException {
        String name = reference.contains("@") || reference.lastIndexOf(':') > reference.lastIndexOf('/')
                ? reference
                : reference + ":latest";
        try (ResultCallback.Adapter<PullResponseItem> pull =
                engine.client().pullImageCmd(name).exec(new ResultCallback.Adapter<>())) {
            pull.awaitCompletion();
            return null;
        } catch (DockerException | DockerClientException e) {
            log.line("Not pulled: " + e.getMessage());
            return e;
        } catch (IOException e) {
            return new DockerClientException("closing the pull failed", e);
        }
    }

    private static ResolvedBase pin(String reference, InspectImageResponse image) {
        List<String> digests = image.getRepoDigests() == null ? List.of() : image.getRepoDigests();
        return digests.stream()
                .filter(digest -> reference.startsWith(digest.substring(0, digest.indexOf('@'))))
                .findFirst()
                .or(() -> digests.stream().findFirst())
                .map(pinned -> new ResolvedBase(pinned, pinned.substring(pinned.indexOf('@') + 1)))
                .orElseGet(() -> new ResolvedBase(image.getId(), image.getId()));
    }
}
