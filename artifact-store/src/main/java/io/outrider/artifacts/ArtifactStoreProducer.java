package io.outrider.artifacts;

import io.outrider.artifacts.folder.FolderArtifactStore;
import io.outrider.artifacts.s3.S3ArtifactStore;
import io.outrider.artifacts.s3.S3Clients;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;

/** Chooses the adapter by configuration: a folder if {@code outrider.artifacts.dir} is set, else the S3 bucket. */
@ApplicationScoped
public class ArtifactStoreProducer {

    /** Called once, at the first use of the store. */
    @Produces
    @ApplicationScoped
    public ArtifactStore artifactStore(ArtifactSettings settings) {
        if (settings.dir().isPresent()) {
            return new FolderArtifactStore(settings.dir().get());
        }
        String bucket = settings.bucket()
                .orElseThrow(() -> new IllegalStateException(
                        "Expected outrider.artifacts.dir or outrider.artifacts.s3.bucket to be set, but neither is"));
        return new S3ArtifactStore(S3Clients.create(settings), bucket, settings.keyPrefix(), settings.spoolDir());
    }

    /** Lets go of the connections of an S3 store at the end. */
    public void close(@Disposes ArtifactStore store) throws Exception {
        if (store instanceof AutoCloseable open) {
            open.close();
        }
    }
}
