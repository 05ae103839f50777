/** The rules of an attempt on a cluster: what is seen of its Job and pod, and what follows. */
@NullMarked
package io.outrider.k8s.attempt.domain;

import org.jspecify.annotations.NullMarked;
