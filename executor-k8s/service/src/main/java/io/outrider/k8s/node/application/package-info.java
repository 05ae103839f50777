/** The cluster as a node. */
@NullMarked
package io.outrider.k8s.node.application;

import org.jspecify.annotations.NullMarked;
