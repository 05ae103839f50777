@NullMarked
package io.outrider.reactor.webhook;

import org.jspecify.annotations.NullMarked;
