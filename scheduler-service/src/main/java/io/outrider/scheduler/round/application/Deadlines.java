package io.outrider.scheduler.round.application;

import io.outrider.scheduler.task.domain.TaskId;
import java.time.Instant;
import java.util.List;

/** Tasks by time. */
public interface Deadlines {

    /** Returns tasks whose deadline has passed, the longest overdue first. */
    List<TaskId> due(Instant now, int most);

    /** Returns how many tasks wait for a node. */
    int waiting();
}
