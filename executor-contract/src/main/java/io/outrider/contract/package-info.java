/** What every executor owes: commands in, events out, and the same container for the task in between. */
@NullMarked
package io.outrider.contract;

import org.jspecify.annotations.NullMarked;
