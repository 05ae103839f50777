/** Tests on the JVM alone. */
@NullMarked
package io.outrider.scheduler.job.domain;

import org.jspecify.annotations.NullMarked;
