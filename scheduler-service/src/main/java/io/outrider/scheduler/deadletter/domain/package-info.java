/** Records that a consumer gave up on. */
@NullMarked
package io.outrider.scheduler.deadletter.domain;

import org.jspecify.annotations.NullMarked;
