/** Deadlines. */
@NullMarked
package io.outrider.template.version.inbound.timer;

import org.jspecify.annotations.NullMarked;
