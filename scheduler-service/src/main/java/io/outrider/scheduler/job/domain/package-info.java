/** What a job is: the sum of its tasks, and what a person asked for. */
@NullMarked
package io.outrider.scheduler.job.domain;

import org.jspecify.annotations.NullMarked;
