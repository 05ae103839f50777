/** The life of a task on this node: polled, accepted, run, reported, forgotten. */
@NullMarked
package io.outrider.agent.task;

import org.jspecify.annotations.NullMarked;
