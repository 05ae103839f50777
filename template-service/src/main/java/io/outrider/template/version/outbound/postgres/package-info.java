/** Templates and versions in PostgreSQL. */
@NullMarked
package io.outrider.template.version.outbound.postgres;

import org.jspecify.annotations.NullMarked;
