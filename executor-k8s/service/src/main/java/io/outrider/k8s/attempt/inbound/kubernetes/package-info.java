/** What the cluster says of Jobs and pods. */
@NullMarked
package io.outrider.k8s.attempt.inbound.kubernetes;

import org.jspecify.annotations.NullMarked;
