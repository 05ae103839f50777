/** Ways to run a task: one port, several runtimes, one choice. */
@NullMarked
package io.outrider.agent.runtime;

import org.jspecify.annotations.NullMarked;
