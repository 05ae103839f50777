@NullMarked
package io.outrider.reactor.budget.domain;

import org.jspecify.annotations.NullMarked;
