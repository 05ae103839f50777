/** The log of a task: spooled by the process itself, redacted and shipped by byte ranges. */
@NullMarked
package io.outrider.agent.log;

import org.jspecify.annotations.NullMarked;
