/** Template types in PostgreSQL. */
@NullMarked
package io.outrider.template.type.outbound.postgres;

import org.jspecify.annotations.NullMarked;
