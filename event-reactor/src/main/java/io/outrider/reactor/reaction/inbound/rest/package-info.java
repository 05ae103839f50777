/** Reactions over HTTP. */
@NullMarked
package io.outrider.reactor.reaction.inbound.rest;

import org.jspecify.annotations.NullMarked;
