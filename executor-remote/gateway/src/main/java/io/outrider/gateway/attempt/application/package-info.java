/** Applying commands to attempts: one transaction for a batch, then telling the desks. */
@NullMarked
package io.outrider.gateway.attempt.application;

import org.jspecify.annotations.NullMarked;
