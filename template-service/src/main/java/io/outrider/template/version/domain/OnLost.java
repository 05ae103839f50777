package io.outrider.template.version.domain;

/** What becomes of a task whose node is lost. */
public enum OnLost {
    FAIL,
    WAIT,
    RERUN
}
