package io.outrider.artifacts;

import io.outrider.artifacts.folder.FolderArtifactStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** Chooses the adapter by configuration: a folder if {@code outrider.artifacts.dir} is set. */
@ApplicationScoped
public class ArtifactStoreProducer {

    /** Called once, at the first use of the store. */
    @Produces
    @ApplicationScoped
    public ArtifactStore artifactStore(ArtifactSettings settings) {
        return settings.dir()
                .<ArtifactStore>map(FolderArtifactStore::new)
                .orElseThrow(() -> new IllegalStateException(
                        "Expected outrider.artifacts.dir or outrider.artifacts.s3.bucket to be set, but neither is"));
    }
}
