/** Reactions as users write them. */
@NullMarked
package io.outrider.reactor.reaction.notation;

import org.jspecify.annotations.NullMarked;
