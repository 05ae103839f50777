/** Applying and reading reactions. */
@NullMarked
package io.outrider.cli.reaction;

import org.jspecify.annotations.NullMarked;
