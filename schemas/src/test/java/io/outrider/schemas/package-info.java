@NullMarked
package io.outrider.schemas;

import org.jspecify.annotations.NullMarked;
