@NullMarked
package io.outrider.k8s.attempt.domain;

import org.jspecify.annotations.NullMarked;
