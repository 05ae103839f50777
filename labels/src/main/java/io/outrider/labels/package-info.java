/** Labels, selectors over them, and globs over names. Pure Java without dependencies. */
@NullMarked
package io.outrider.labels;

import org.jspecify.annotations.NullMarked;
