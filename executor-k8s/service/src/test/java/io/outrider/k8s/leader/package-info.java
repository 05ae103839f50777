@NullMarked
package io.outrider.k8s.leader;

import org.jspecify.annotations.NullMarked;
