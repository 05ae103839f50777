/** Ranges of logs. */
@NullMarked
package io.outrider.scheduler.log.domain;

import org.jspecify.annotations.NullMarked;
