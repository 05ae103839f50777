package io.outrider.scheduler.job.domain;

import java.util.regex.Pattern;

/** Identity of a job. Chosen by the scheduler, or by the sender of a job request so that a repetition starts nothing. */
public record JobId(String value) implements Comparable<JobId> {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    public JobId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "Expected a job id of 1 to 100 letters, digits, '.', '_' or '-', but was '" + shortened(value)
                            + "'");
        }
    }

    private static String shortened(String value) {
        return value.length() <= 100 ? value : value.substring(0, 100) + "…";
    }

    @Override
    public int compareTo(JobId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
