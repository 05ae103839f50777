package io.outrider.reactor.notation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.rest.ProblemException;
import io.outrider.rest.problem.JsonProblems;

/** A document that a user applies by a request. */
public final class RequestDocument {

    private RequestDocument() {}

    /**
     * Reads it.
     *
     * @param kind what it is, for messages
     * @throws ProblemException (400, 413) when it is too large or not well-formed
     */
    public static JsonNode read(String body, boolean json, String kind) {
        if (body.length() > Documents.MAX_LENGTH) {
            throw ProblemException.tooLarge("Expected a " + kind + " of at most " + Documents.MAX_LENGTH
                    + " characters, but it has " + body.length());
        }
        try {
            return Documents.read(body, json);
        } catch (JsonProcessingException e) {
            throw json ? JsonProblems.of(e) : malformed(e);
        }
    }

    private static ProblemException malformed(JsonProcessingException e) {
        String line =
                e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
        return ProblemException.invalid("body", "Expected well-formed YAML, but " + e.getOriginalMessage() + line);
    }
}
