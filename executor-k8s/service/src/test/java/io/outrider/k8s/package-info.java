@NullMarked
package io.outrider.k8s;

import org.jspecify.annotations.NullMarked;
