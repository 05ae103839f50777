/** A server and a terminal for tests. */
@NullMarked
package io.outrider.cli.testing;

import org.jspecify.annotations.NullMarked;
