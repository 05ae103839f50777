/** Tests on the JVM alone. */
@NullMarked
package io.outrider.scheduler.template.domain;

import org.jspecify.annotations.NullMarked;
