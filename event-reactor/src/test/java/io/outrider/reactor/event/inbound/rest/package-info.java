@NullMarked
package io.outrider.reactor.event.inbound.rest;

import org.jspecify.annotations.NullMarked;
