/** Tests on the JVM alone. */
@NullMarked
package io.outrider.scheduler.log.inbound.rest;

import org.jspecify.annotations.NullMarked;
