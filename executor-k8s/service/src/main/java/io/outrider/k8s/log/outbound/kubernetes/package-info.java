/** The log of a pod. */
@NullMarked
package io.outrider.k8s.log.outbound.kubernetes;

import org.jspecify.annotations.NullMarked;
