/** Tests. */
@NullMarked
package io.outrider.build.image.outbound.folder;

import org.jspecify.annotations.NullMarked;
