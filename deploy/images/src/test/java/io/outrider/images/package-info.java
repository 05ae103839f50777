/** Tests of the images: what is planned, what is written, and that it starts. */
@NullMarked
package io.outrider.images;

import org.jspecify.annotations.NullMarked;
