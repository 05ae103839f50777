/** Logs over REST: plain and as server-sent events. */
@NullMarked
package io.outrider.build.log.inbound.rest;

import org.jspecify.annotations.NullMarked;
