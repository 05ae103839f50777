/** The table of images, and the layers that each is planned to have. */
@NullMarked
package io.outrider.images.catalogue;

import org.jspecify.annotations.NullMarked;
