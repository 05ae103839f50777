/** What survives a crash of the agent: accepted, stopping, closed. */
@NullMarked
package io.outrider.agent.journal;

import org.jspecify.annotations.NullMarked;
