@NullMarked
package io.outrider.k8s.attempt.application;

import org.jspecify.annotations.NullMarked;
