package io.outrider.template.manifest.domain;

import java.util.List;

/** A document that cannot be accepted, with everything that is wrong with it. */
public final class InvalidDocumentException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<Problem> problems;

    public InvalidDocumentException(List<Problem> problems) {
        super(
                problems.isEmpty()
                        ? ""
                        : problems.getFirst().field() + ": "
                                + problems.getFirst().message());
        this.problems = List.copyOf(problems);
    }

    public InvalidDocumentException(String field, String message) {
        this(List.of(new Problem(field, message)));
    }

    public List<Problem> problems() {
        return problems;
    }
}
