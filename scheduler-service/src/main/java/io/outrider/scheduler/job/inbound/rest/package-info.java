/** Jobs over REST. */
@NullMarked
package io.outrider.scheduler.job.inbound.rest;

import org.jspecify.annotations.NullMarked;
