/** Following the logs of pods. */
@NullMarked
package io.outrider.k8s.log.application;

import org.jspecify.annotations.NullMarked;
