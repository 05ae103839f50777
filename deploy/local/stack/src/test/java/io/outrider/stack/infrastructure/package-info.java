@NullMarked
package io.outrider.stack.infrastructure;

import org.jspecify.annotations.NullMarked;
