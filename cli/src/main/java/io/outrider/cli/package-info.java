/** The command line: entry point, root command, exit codes. */
@NullMarked
package io.outrider.cli;

import org.jspecify.annotations.NullMarked;
