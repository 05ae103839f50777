@NullMarked
package io.outrider.reactor.webhook.domain;

import org.jspecify.annotations.NullMarked;
