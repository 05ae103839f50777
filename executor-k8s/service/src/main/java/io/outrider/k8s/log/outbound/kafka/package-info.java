/** Ranges of logs on their topic. */
@NullMarked
package io.outrider.k8s.log.outbound.kafka;

import org.jspecify.annotations.NullMarked;
