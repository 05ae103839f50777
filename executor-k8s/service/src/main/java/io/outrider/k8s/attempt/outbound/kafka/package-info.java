/** What is said of attempts. */
@NullMarked
package io.outrider.k8s.attempt.outbound.kafka;

import org.jspecify.annotations.NullMarked;
