@NullMarked
package io.outrider.reactor.window.notation;

import org.jspecify.annotations.NullMarked;
