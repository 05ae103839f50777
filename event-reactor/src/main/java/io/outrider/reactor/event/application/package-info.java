/** The use cases of events. */
@NullMarked
package io.outrider.reactor.event.application;

import org.jspecify.annotations.NullMarked;
