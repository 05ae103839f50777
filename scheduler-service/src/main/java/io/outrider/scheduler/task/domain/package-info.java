/** The life of one task: pure decisions about attempts, hand-outs, deadlines and cancels. */
@NullMarked
package io.outrider.scheduler.task.domain;

import org.jspecify.annotations.NullMarked;
