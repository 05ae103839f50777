/** Tests. */
@NullMarked
package io.outrider.build.image.outbound.registry;

import org.jspecify.annotations.NullMarked;
