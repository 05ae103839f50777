/** Checks of the chart: a real Helm renders it, and what comes out is read as strictly as an API server reads it. */
@NullMarked
package io.outrider.helm;

import org.jspecify.annotations.NullMarked;
