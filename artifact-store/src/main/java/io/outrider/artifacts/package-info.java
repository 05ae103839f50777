/** The port to content-addressed bytes, and the choice of its adapter by configuration. */
@NullMarked
package io.outrider.artifacts;

import org.jspecify.annotations.NullMarked;
