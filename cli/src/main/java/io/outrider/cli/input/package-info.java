/** What users type: parameters, durations, files to apply. */
@NullMarked
package io.outrider.cli.input;

import org.jspecify.annotations.NullMarked;
