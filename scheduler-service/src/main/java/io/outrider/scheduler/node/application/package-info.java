/** Nodes as this instance knows them. */
@NullMarked
package io.outrider.scheduler.node.application;

import org.jspecify.annotations.NullMarked;
