package io.outrider.agent.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import io.outrider.agent.image.BlobSource.BlobMissingException;
import io.outrider.agent.image.ImageCache;
import io.outrider.agent.runtime.TaskRuntime.CannotStartException;
import io.outrider.protocol.ImageRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Sees to it that the engine has an image: from its own store, else the gateway's archive, else a registry. */
final class DockerImages {

    private final DockerClient client;
    private final ImageCache cache;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    DockerImages(DockerClient client, ImageCache cache) {
        this.client = client;
        this.cache = cache;
    }

    /** Returns the name by which the engine knows the image. */
    String ensure(ImageRef image) throws CannotStartException, IOException, InterruptedException {
        synchronized (locks.computeIfAbsent(image.digest(), key -> new Object())) {
            if (has(image.digest())) {
                return image.digest();
            }
            if (image.archive() != null) {
                load(image.archive());
                if (has(image.digest())) {
                    return image.digest();
                }
                throw new CannotStartException("Expected image " + image.digest() + " in the archive " + image.archive()
                        + ", but it holds another");
            }
            return pull(String.valueOf(image.reference()));
        }
    }

    private boolean has(String id) {
        try {
            client.inspectImageCmd(id).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    private void load(String archive) throws CannotStartException, IOException, InterruptedException {
        try {
            Path file = cache.archive(archive);
            try (InputStream tar = Files.newInputStream(file)) {
                client.loadImageCmd(tar).exec();
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (BlobMissingException e) {
            throw new CannotStartException(e.getMessage(), e);
        } catch (DockerException e) {
            throw new CannotStartException("Expected the engine to load the image, but " + e.getMessage(), e);
        }
    }

    private String pull(String reference) throws CannotStartException, InterruptedException {
        try {
            client.pullImageCmd(reference).start().awaitCompletion();
            return reference;
        } catch (DockerException e) {
            throw new CannotStartException("Expected the engine to pull " + reference + ", but " + e.getMessage(), e);
        }
    }
}
