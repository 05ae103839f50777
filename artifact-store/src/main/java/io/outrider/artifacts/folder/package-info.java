/** Artifacts in a folder of the local file system. */
@NullMarked
package io.outrider.artifacts.folder;

import org.jspecify.annotations.NullMarked;
