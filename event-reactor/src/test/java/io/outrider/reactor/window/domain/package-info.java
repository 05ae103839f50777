@NullMarked
package io.outrider.reactor.window.domain;

import org.jspecify.annotations.NullMarked;
