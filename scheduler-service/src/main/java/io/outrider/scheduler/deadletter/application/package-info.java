/** Keeping and replaying dead letters. */
@NullMarked
package io.outrider.scheduler.deadletter.application;

import org.jspecify.annotations.NullMarked;
