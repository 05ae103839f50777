/** What the node's operator decides: agent.yaml, read and checked. */
@NullMarked
package io.outrider.agent.config;

import org.jspecify.annotations.NullMarked;
