/** The program beside a task in its pod. */
@NullMarked
package io.outrider.companion;

import org.jspecify.annotations.NullMarked;
