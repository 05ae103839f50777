package io.outrider.contract;

/** A group of cases; a test class takes the groups that it wants and says on which executor. */
public interface Cases {

    /** The executor that is tried, the same for all cases of a class. */
    Bench bench();
}
