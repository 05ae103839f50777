/** Hides the sensitive values of a task in what it says. */
@NullMarked
package io.outrider.redaction;

import org.jspecify.annotations.NullMarked;
