/** Events over HTTP: CloudEvents in all forms, and what became of them. */
@NullMarked
package io.outrider.reactor.event.inbound.rest;

import org.jspecify.annotations.NullMarked;
