package io.outrider.rest;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How many reactions led to a request, as the job that sends it says in a header: a job of a reaction finds the number in its variable
 * {@code OUTRIDER_CAUSATION_DEPTH}. What follows from the request stays in that chain, so that reactions that start each other are cut.
 */
public final class CausationDepth {

    public static final String HEADER = "Outrider-Causation-Depth";

    /** More than any limit of a chain. */
    private static final Pattern DEPTH = Pattern.compile("[0-9]{1,6}");

    private CausationDepth() {}

    /**
     * Returns the number; 0 without the header.
     *
     * @throws ProblemException (400) when it is none
     */
    public static int of(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return 0;
        }
        if (!DEPTH.matcher(header.strip()).matches()) {
            throw ProblemException.invalid(
                    HEADER,
                    "Expected a number from 0 to 999999 as in OUTRIDER_CAUSATION_DEPTH, but was something else; leave the"
                            + " header out where no reaction is behind the request");
        }
        return Integer.parseInt(header.strip());
    }
}
