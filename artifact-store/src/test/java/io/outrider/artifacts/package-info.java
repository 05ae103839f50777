@NullMarked
package io.outrider.artifacts;

import org.jspecify.annotations.NullMarked;
