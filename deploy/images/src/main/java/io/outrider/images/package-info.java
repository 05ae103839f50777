/** Outrider's container images: which there are, and making them without a daemon. */
@NullMarked
package io.outrider.images;

import org.jspecify.annotations.NullMarked;
