package io.outrider.reactor.event.inbound.rest;

import io.outrider.reactor.event.domain.Event;
import io.outrider.rest.FieldError;
import java.util.List;

/**
 * What a request came to.
 *
 * @param events those that are right; to be used only when there are no errors
 * @param errors everything that is wrong, with the position in a batch
 */
record ReadEvents(List<Event> events, List<FieldError> errors) {}
