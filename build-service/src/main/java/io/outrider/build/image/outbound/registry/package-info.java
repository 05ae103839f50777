/** Images in a container registry. */
@NullMarked
package io.outrider.build.image.outbound.registry;

import org.jspecify.annotations.NullMarked;
