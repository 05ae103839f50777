@NullMarked
package io.outrider.stack.process;

import org.jspecify.annotations.NullMarked;
