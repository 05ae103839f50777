/** The state of a group as text. */
@NullMarked
package io.outrider.reactor.window.notation;

import org.jspecify.annotations.NullMarked;
