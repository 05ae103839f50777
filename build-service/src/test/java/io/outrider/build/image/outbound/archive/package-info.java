/** Tests. */
@NullMarked
package io.outrider.build.image.outbound.archive;

import org.jspecify.annotations.NullMarked;
