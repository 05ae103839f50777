@NullMarked
package io.outrider.reactor.event.application;

import org.jspecify.annotations.NullMarked;
