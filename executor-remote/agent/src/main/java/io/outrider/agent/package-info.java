/** The program: command line, wiring, start and stop. */
@NullMarked
package io.outrider.agent;

import org.jspecify.annotations.NullMarked;
