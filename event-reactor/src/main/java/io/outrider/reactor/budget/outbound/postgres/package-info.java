/** Budgets in PostgreSQL. */
@NullMarked
package io.outrider.reactor.budget.outbound.postgres;

import org.jspecify.annotations.NullMarked;
