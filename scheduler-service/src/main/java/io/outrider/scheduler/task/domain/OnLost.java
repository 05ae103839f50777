package io.outrider.scheduler.task.domain;

/** What becomes of a task whose node fell silent: whether the attempt ended, or even began, is unknown. */
public enum OnLost {
    /** The task ends LOST. */
    FAIL,
    /** The task keeps waiting for the node's report until the attempt's own deadline, then ends LOST. */
    WAIT,
    /** The same attempt is handed out again; only for templates that say they may run twice. */
    RERUN
}
