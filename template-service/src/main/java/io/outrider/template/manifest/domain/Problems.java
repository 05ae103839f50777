package io.outrider.template.manifest.domain;

import java.util.ArrayList;
import java.util.List;

/** Gathers mistakes while a document is read. */
public final class Problems {
    /** A document with more mistakes than this is something else altogether. */
    private static final int MAX = 100;

    private final List<Problem> found = new ArrayList<>();

    public void add(String field, String message) {
        if (found.size() < MAX) {
            found.add(new Problem(field, message));
        }
    }

    public void addAll(List<Problem> problems) {
        problems.forEach(problem -> add(problem.field(), problem.message()));
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /**
     * Ends the reading if there are mistakes.
     *
     * @throws InvalidDocumentException with every mistake
     */
    public void orThrow() {
        if (!found.isEmpty()) {
            throw new InvalidDocumentException(found);
        }
    }

    /** Returns the mistakes in the order in which they were found. */
    public List<Problem> toList() {
        return List.copyOf(found);
    }
}
