/** Planned images as archives, or in a registry. */
@NullMarked
package io.outrider.images.writing;

import org.jspecify.annotations.NullMarked;
