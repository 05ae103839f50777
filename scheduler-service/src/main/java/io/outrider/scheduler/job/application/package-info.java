/** Use cases around jobs. */
@NullMarked
package io.outrider.scheduler.job.application;

import org.jspecify.annotations.NullMarked;
