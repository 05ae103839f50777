/** Image archives in the one form that the service hands out. */
@NullMarked
package io.outrider.build.image.outbound.archive;

import org.jspecify.annotations.NullMarked;
