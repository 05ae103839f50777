/** Log lines in PostgreSQL. */
@NullMarked
package io.outrider.build.log.outbound.postgres;

import org.jspecify.annotations.NullMarked;
