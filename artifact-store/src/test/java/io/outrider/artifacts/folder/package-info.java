@NullMarked
package io.outrider.artifacts.folder;

import org.jspecify.annotations.NullMarked;
