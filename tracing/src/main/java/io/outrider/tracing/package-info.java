/** Spans of requests, messages and tasks, sent by OTLP where an endpoint is named; otherwise trace contexts only pass through. */
@NullMarked
package io.outrider.tracing;

import org.jspecify.annotations.NullMarked;
