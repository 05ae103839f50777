@NullMarked
package io.outrider.k8s.lease;

import org.jspecify.annotations.NullMarked;
