/** Requesting, claiming, running, cancelling and rescuing builds. */
@NullMarked
package io.outrider.build.queue.application;

import org.jspecify.annotations.NullMarked;
