/** Spans of requests. */
@NullMarked
package io.outrider.rest.trace;

import org.jspecify.annotations.NullMarked;
