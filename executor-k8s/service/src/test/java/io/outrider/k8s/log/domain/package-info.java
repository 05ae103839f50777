@NullMarked
package io.outrider.k8s.log.domain;

import org.jspecify.annotations.NullMarked;
