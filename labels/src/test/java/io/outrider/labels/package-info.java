@NullMarked
package io.outrider.labels;

import org.jspecify.annotations.NullMarked;
