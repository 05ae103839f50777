@NullMarked
package io.outrider.stack.supervisor;

import org.jspecify.annotations.NullMarked;
