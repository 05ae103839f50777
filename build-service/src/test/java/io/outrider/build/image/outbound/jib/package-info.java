/** Tests. */
@NullMarked
package io.outrider.build.image.outbound.jib;

import org.jspecify.annotations.NullMarked;
