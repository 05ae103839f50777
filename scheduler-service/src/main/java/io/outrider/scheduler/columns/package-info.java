/** Many rows as one statement: columns as arrays. */
@NullMarked
package io.outrider.scheduler.columns;

import org.jspecify.annotations.NullMarked;
