/** What reactions remember of groups, in PostgreSQL. */
@NullMarked
package io.outrider.reactor.window.outbound.postgres;

import org.jspecify.annotations.NullMarked;
