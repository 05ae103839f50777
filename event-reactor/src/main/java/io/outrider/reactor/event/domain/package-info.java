/** Events: what they are and what they may look like. Pure. */
@NullMarked
package io.outrider.reactor.event.domain;

import org.jspecify.annotations.NullMarked;
