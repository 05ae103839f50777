package io.outrider.build.image.outbound.folder;

import io.outrider.artifacts.ArtifactStore;
import io.outrider.build.image.application.BuildFailure;
import io.outrider.build.image.application.ImageShelf;
import io.outrider.build.image.domain.BuiltImage;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Image archives in the artifact store. */
@ApplicationScoped
public class ArtifactImageShelf implements ImageShelf {
    private final ArtifactStore store;

    public ArtifactImageShelf(ArtifactStore store) {
        this.store = store;
    }

    @Override
    public String keep(Path archive) {
        try {
            return store.put(archive).sha256();
        } catch (UncheckedIOException e) {
            throw BuildFailure.passing("Expected to keep the image's archive, but " + e.getMessage(), e);
        }
    }

    @Override
    public boolean holds(BuiltImage image) {
        String archive = image.archive();
        return archive == null || store.size(archive).isPresent();
    }
}
