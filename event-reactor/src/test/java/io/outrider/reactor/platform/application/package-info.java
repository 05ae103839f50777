@NullMarked
package io.outrider.reactor.platform.application;

import org.jspecify.annotations.NullMarked;
