package io.outrider.scheduler.template.domain;

/** Whether a version can be run. */
public enum TemplateStatus {
    BUILDING,
    READY,
    FAILED
}
