/** Dead letters over REST. */
@NullMarked
package io.outrider.scheduler.deadletter.inbound.rest;

import org.jspecify.annotations.NullMarked;
