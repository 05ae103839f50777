/** Tests of the service as a whole. */
@NullMarked
package io.outrider.build;

import org.jspecify.annotations.NullMarked;
