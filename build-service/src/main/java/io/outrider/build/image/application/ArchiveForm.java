package io.outrider.build.image.application;

import java.nio.file.Path;

/** Port: brings whatever a builder saved into the one form of archives, and checks it on the way. */
public interface ArchiveForm {

    /**
     * Writes the archive anew.
     *
     * @param saved docker-archive tar of any engine
     * @param tag name that the image gets where it is loaded
     * @param work private folder; the result lies in it
     * @throws BuildFailure when the tar is not one image whose parts fit together
     */
    ImageArchive normalise(Path saved, String tag, Path work);
}
