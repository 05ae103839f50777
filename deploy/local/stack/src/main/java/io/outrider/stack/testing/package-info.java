/** The embedded infrastructure as a Quarkus test resource. */
@NullMarked
package io.outrider.stack.testing;

import org.jspecify.annotations.NullMarked;
