/** Jobs, pods and Secrets. */
@NullMarked
package io.outrider.k8s.attempt.outbound.kubernetes;

import org.jspecify.annotations.NullMarked;
