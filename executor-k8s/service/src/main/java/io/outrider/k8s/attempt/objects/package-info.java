/** Attempts as objects of Kubernetes: made from orders, read as sights. */
@NullMarked
package io.outrider.k8s.attempt.objects;

import org.jspecify.annotations.NullMarked;
