/** Tests on the JVM alone. */
@NullMarked
package io.outrider.scheduler.node.domain;

import org.jspecify.annotations.NullMarked;
