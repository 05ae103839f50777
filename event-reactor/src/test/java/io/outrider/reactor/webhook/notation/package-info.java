@NullMarked
package io.outrider.reactor.webhook.notation;

import org.jspecify.annotations.NullMarked;
