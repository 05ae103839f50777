/** What may happen to one attempt of a task while it is this gateway's: offered, held under a lease, ended. */
@NullMarked
package io.outrider.gateway.attempt.domain;

import org.jspecify.annotations.NullMarked;
