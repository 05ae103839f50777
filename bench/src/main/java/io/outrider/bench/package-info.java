/** Benchmarks: each starts what it needs, measures from outside, prints figures, stops what it started. */
@NullMarked
package io.outrider.bench;

import org.jspecify.annotations.NullMarked;
