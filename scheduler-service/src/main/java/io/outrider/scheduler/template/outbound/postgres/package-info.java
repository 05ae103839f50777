/** Template versions in PostgreSQL. */
@NullMarked
package io.outrider.scheduler.template.outbound.postgres;

import org.jspecify.annotations.NullMarked;
