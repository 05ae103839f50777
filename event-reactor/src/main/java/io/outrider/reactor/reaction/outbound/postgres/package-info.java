/** Reactions and decisions in PostgreSQL. */
@NullMarked
package io.outrider.reactor.reaction.outbound.postgres;

import org.jspecify.annotations.NullMarked;
