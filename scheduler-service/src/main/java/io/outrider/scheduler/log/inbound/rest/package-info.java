/** Logs over REST: as text, and live. */
@NullMarked
package io.outrider.scheduler.log.inbound.rest;

import org.jspecify.annotations.NullMarked;
