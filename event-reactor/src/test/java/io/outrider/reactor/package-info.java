@NullMarked
package io.outrider.reactor;

import org.jspecify.annotations.NullMarked;
