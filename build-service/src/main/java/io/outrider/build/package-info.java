/** What every feature of the build service speaks of. */
@NullMarked
package io.outrider.build;

import org.jspecify.annotations.NullMarked;
