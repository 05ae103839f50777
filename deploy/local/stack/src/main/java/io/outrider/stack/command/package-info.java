/** The commands of the one-command stack: up, status, logs, down. */
@NullMarked
package io.outrider.stack.command;

import org.jspecify.annotations.NullMarked;
