/** Keeps the parts of the stack running and tells how they are. */
@NullMarked
package io.outrider.stack.supervisor;

import org.jspecify.annotations.NullMarked;
