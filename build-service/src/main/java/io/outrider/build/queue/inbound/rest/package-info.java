/** Builds over REST. */
@NullMarked
package io.outrider.build.queue.inbound.rest;

import org.jspecify.annotations.NullMarked;
