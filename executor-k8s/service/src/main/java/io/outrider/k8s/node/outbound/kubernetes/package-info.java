/** What the API server says of itself. */
@NullMarked
package io.outrider.k8s.node.outbound.kubernetes;

import org.jspecify.annotations.NullMarked;
