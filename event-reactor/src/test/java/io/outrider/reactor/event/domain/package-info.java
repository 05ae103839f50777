@NullMarked
package io.outrider.reactor.event.domain;

import org.jspecify.annotations.NullMarked;
