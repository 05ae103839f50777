@NullMarked
package io.outrider.reactor.expression;

import org.jspecify.annotations.NullMarked;
