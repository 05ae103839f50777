package io.outrider.build.image.application;

import io.outrider.build.image.domain.BuiltImage;
import java.nio.file.Path;

/** Port: keeps image archives. */
public interface ImageShelf {

    /** Keeps the file; returns its sha256 (hex). */
    String keep(Path archive);

    /** Says whether a finished image can still be had. */
    boolean holds(BuiltImage image);
}
