@NullMarked
package io.outrider.tracing;

import org.jspecify.annotations.NullMarked;
