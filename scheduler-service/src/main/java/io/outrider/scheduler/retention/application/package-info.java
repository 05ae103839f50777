/** How long what is over is kept. */
@NullMarked
package io.outrider.scheduler.retention.application;

import org.jspecify.annotations.NullMarked;
