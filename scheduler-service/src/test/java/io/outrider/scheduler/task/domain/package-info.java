/** Tests on the JVM alone. */
@NullMarked
package io.outrider.scheduler.task.domain;

import org.jspecify.annotations.NullMarked;
