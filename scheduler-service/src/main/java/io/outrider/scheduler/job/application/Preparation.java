package io.outrider.scheduler.job.application;

import io.outrider.scheduler.job.domain.Job;
import java.util.List;

/** What a wish came to. */
public sealed interface Preparation {

    /** Can be submitted. */
    record Ready(Job job) implements Preparation {}

    /** The template or version does not exist. */
    record NoTemplate(Job unfit, String detail) implements Preparation {}

    /** What it refers to does not allow it; every reason. */
    record Unfit(Job unfit, List<Problem> problems) implements Preparation {}

    /**
     * One thing that is wrong.
     *
     * @param field of the request, dotted
     * @param message what was expected, what was found, what to do
     */
    record Problem(String field, String message) {}
}
