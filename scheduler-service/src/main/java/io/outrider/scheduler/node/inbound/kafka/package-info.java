/** What executors know of nodes. */
@NullMarked
package io.outrider.scheduler.node.inbound.kafka;

import org.jspecify.annotations.NullMarked;
