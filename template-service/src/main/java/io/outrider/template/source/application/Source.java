package io.outrider.template.source.application;

import io.outrider.template.source.domain.SourceFile;
import io.outrider.template.source.domain.SourceListing;
import java.nio.file.Path;

/** A whole, checked source that lies on the disk until it is closed. */
public interface Source extends AutoCloseable {

    /** Returns all its files. */
    SourceListing listing();

    /**
     * Returns a file's bytes.
     *
     * @throws io.outrider.template.source.domain.SourceRefusedException when it is larger
     */
    byte[] read(SourceFile file, int maxBytes);

    /**
     * Packs files into a tgz: sorted, without times and owners, modes 0644 and 0755. The result goes with the source.
     *
     * @param folder where the listing's paths begin in this source; empty for its root
     */
    Path pack(String folder, SourceListing files);

    /** Deletes everything. */
    @Override
    void close();
}
