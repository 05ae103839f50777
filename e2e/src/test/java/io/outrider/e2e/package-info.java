@NullMarked
package io.outrider.e2e;

import org.jspecify.annotations.NullMarked;
