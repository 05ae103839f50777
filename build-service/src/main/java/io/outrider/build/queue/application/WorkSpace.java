package io.outrider.build.queue.application;

import java.nio.file.Path;

/** Port: private folders for builds. */
public interface WorkSpace {

    /** Creates an empty folder that nobody else can read. */
    Path create();

    /** Removes a folder with all that is in it; a failure is logged only. */
    void remove(Path folder);

    /** Removes what instances that are gone left behind. */
    void sweep();
}
