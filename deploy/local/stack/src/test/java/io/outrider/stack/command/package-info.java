@NullMarked
package io.outrider.stack.command;

import org.jspecify.annotations.NullMarked;
