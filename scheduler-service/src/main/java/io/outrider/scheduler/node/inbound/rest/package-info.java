/** Nodes over REST. */
@NullMarked
package io.outrider.scheduler.node.inbound.rest;

import org.jspecify.annotations.NullMarked;
