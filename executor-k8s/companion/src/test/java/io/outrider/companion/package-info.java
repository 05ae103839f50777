@NullMarked
package io.outrider.companion;

import org.jspecify.annotations.NullMarked;
