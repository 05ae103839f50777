@NullMarked
package io.outrider.k8s.attempt.objects;

import org.jspecify.annotations.NullMarked;
