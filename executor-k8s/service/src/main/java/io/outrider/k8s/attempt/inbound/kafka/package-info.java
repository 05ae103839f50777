/** The scheduler's commands. */
@NullMarked
package io.outrider.k8s.attempt.inbound.kafka;

import org.jspecify.annotations.NullMarked;
