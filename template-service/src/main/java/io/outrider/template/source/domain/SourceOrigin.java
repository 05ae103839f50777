package io.outrider.template.source.domain;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a template's source comes from. */
public sealed interface SourceOrigin {

    /** An archive that was sent; its first bytes say whether it is a zip or a tgz. */
    record Upload(Path archive) implements SourceOrigin {}

    /**
     * A git repository.
     *
     * @param ref a branch, a tag or a commit; null takes the remote's default branch
     * @param path folder of the repository that is the source's root; null takes all of it
     */
    record Git(String url, @Nullable String ref, @Nullable String path) implements SourceOrigin {}
}
