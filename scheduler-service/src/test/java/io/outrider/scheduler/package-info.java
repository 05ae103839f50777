/** Fences of the service. */
@NullMarked
package io.outrider.scheduler;

import org.jspecify.annotations.NullMarked;
