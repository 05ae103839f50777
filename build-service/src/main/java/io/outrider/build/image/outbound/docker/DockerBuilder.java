package io.outrider.build.image.outbound.docker;

import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.BuildResponseItem;
import io.outrider.build.image.application.BuildFailure;
import io.outrider.build.image.application.BuildLine;
import io.outrider.build.image.application.ContentSource;
import io.outrider.build.image.application.ImageBuilder;
import io.outrider.build.image.domain.BaseImage;
import io.outrider.build.image.domain.ResolvedBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/**
 * Builds with the Docker Engine: sends Dockerfile and content as one tar, follows the log, saves the image and removes it
 * from the engine. An interrupt closes the request, which stops the engine's work.
 */
@ApplicationScoped
public class DockerBuilder implements ImageBuilder {
    private static final Logger LOG = Logger.getLogger(DockerBuilder.class);

    private final DockerEngine engine;
    private final DockerBases bases;
    private final ContentSource contents;

    public DockerBuilder(DockerEngine engine, DockerBases bases, ContentSource contents) {
        this.engine = engine;
        this.bases = bases;
        this.contents = contents;
    }

    @Override
    public String name() {
        return "docker";
    }

    @Override
    public boolean isAvailable() {
        return engine.isPresent();
    }

    @Override
    public ResolvedBase resolve(BaseImage base, Path work, BuildLine log) throws InterruptedException {
        return switch (base) {
            case BaseImage.Scratch ignored -> ResolvedBase.SCRATCH;
            case BaseImage.Referenced(String reference) -> bases.pull(reference, log);
            case BaseImage.Archived(String sha256) -> {
                Path file = work.resolve("base.tar");
                contents.copy(sha256, file);
                yield bases.load(file, log);
            }
        };
    }

    @Override
    public void build(Job job, BuildLine log) throws InterruptedException {
        Path context = job.work().resolve("context.tar");
        try {
            BuildContextTar.write(context, job.dockerfile(), job.content());
            String image = run(context, job.tag(), log);
            save(image, job);
        } catch (IOException | DockerException | DockerClientException e) {
            throw failure(e);
        } finally {
            remove(job.tag());
        }
    }

    private String run(Path context, String tag, BuildLine log) throws IOException, InterruptedException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(context));
                BuildLogCallback callback = new BuildLogCallback(log)) {
            engine.client()
                    .buildImageCmd(in)
                    .withDockerfilePath(BuildContextTar.DOCKERFILE)
                    .withTags(java.util.Set.of(tag))
                    .withRemove(true)
                    .withForcerm(true)
                    .exec(callback);
            callback.awaitCompletion();
            return callback.awaitImageId();
        }
    }

    private void save(String image, Job job) throws IOException, InterruptedException {
        try (InputStream in = engine.client().saveImageCmd(image).exec()) {
            Files.copy(new StoppableStream(in), job.archive());
        } catch (StoppableStream.Stopped e) {
            InterruptedException stopped = new InterruptedException(e.getMessage());
            stopped.initCause(e);
            throw stopped;
        }
    }

    private void remove(String tag) {
        try {
            engine.client().removeImageCmd(tag).exec();
        } catch (NotFoundException e) {
            LOG.debugf("Image %s was not built", tag);
        } catch (RuntimeException e) {
            LOG.warnf("Expected to remove image %s from the Docker Engine, but %s", tag, e.getMessage());
        }
    }

    private static BuildFailure failure(Exception e) {
        String message = "Expected the Docker Engine to build the image, but " + e.getMessage();
        // Without a status of its own the engine was not reached, or went away in the middle.
        boolean lasting =
                e instanceof DockerClientException || (e instanceof DockerException d && d.getHttpStatus() == 400);
        return lasting ? BuildFailure.permanent(message, e) : BuildFailure.passing(message, e);
    }

    /** Hands the engine's output on; remembers the image. */
    private static final class BuildLogCallback extends BuildImageResultCallback {
        private final BuildLine log;

        BuildLogCallback(BuildLine log) {
            this.log = log;
        }

        @Override
        public void onNext(BuildResponseItem item) {
            if (item.getStream() != null) {
                log.write(item.getStream());
            } else if (item.getStatus() != null) {
                log.line(item.getStatus());
            }
            super.onNext(item);
        }
    }
}
