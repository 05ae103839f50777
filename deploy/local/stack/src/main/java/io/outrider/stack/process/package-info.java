/** Child processes that end with the process that started them. */
@NullMarked
package io.outrider.stack.process;

import org.jspecify.annotations.NullMarked;
