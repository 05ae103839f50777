/** How many jobs may be started in which time. Pure. */
@NullMarked
package io.outrider.reactor.budget.domain;

import org.jspecify.annotations.NullMarked;
