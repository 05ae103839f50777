/** Tests. */
@NullMarked
package io.outrider.build.image.outbound.docker;

import org.jspecify.annotations.NullMarked;
