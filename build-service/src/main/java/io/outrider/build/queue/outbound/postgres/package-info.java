/** Builds in PostgreSQL. */
@NullMarked
package io.outrider.build.queue.outbound.postgres;

import org.jspecify.annotations.NullMarked;
