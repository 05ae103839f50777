/** Nodes as targets, their load, and who gets which task. */
@NullMarked
package io.outrider.scheduler.node.domain;

import org.jspecify.annotations.NullMarked;
