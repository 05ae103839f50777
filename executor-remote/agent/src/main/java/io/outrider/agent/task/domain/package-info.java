/** Rules of a task's life on the node, as pure functions. */
@NullMarked
package io.outrider.agent.task.domain;

import org.jspecify.annotations.NullMarked;
