/** What makes a request of another system believed and an event. Pure. */
@NullMarked
package io.outrider.reactor.webhook.domain;

import org.jspecify.annotations.NullMarked;
