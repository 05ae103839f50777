@NullMarked
package io.outrider.bench;

import org.jspecify.annotations.NullMarked;
