/** What is said of the node. */
@NullMarked
package io.outrider.k8s.node.outbound.kafka;

import org.jspecify.annotations.NullMarked;
