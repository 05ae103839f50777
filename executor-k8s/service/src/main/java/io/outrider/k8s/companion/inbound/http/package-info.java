/** The requests of the program beside a task. */
@NullMarked
package io.outrider.k8s.companion.inbound.http;

import org.jspecify.annotations.NullMarked;
