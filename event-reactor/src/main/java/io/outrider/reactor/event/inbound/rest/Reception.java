package io.outrider.reactor.event.inbound.rest;

import java.time.Instant;

/**
 * Under which circumstances events came.
 *
 * @param sender the user; events without a source come from here
 */
record Reception(String project, String sender, Instant now) {}
