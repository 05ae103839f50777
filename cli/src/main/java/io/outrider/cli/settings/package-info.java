/** What the command line is set to, and where each value comes from. */
@NullMarked
package io.outrider.cli.settings;

import org.jspecify.annotations.NullMarked;
