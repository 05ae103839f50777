/** Many rows in one statement. */
@NullMarked
package io.outrider.reactor.columns;

import org.jspecify.annotations.NullMarked;
