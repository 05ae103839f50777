/** Tests on the JVM alone. */
@NullMarked
package io.outrider.scheduler.log.domain;

import org.jspecify.annotations.NullMarked;
