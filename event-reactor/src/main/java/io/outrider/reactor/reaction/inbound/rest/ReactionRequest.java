package io.outrider.reactor.reaction.inbound.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.reactor.notation.PlainJson;
import io.outrider.reactor.notation.RequestDocument;
import io.outrider.reactor.reaction.application.Document;
import io.outrider.reactor.reaction.notation.ReactionReader;
import io.outrider.rest.FieldError;
import io.outrider.rest.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reaction out of a request: read, checked, and agreeing with the address that it was sent to. */
final class ReactionRequest {

    private ReactionRequest() {}

    /**
     * Reads a request.
     *
     * @param name of the path; null where the document alone says it
     * @throws ProblemException (400, 413) with everything that is wrong
     */
    static Document read(String body, boolean json, String project, @Nullable String name, ReactionReader reader) {
        JsonNode document = RequestDocument.read(body, json, "reaction");
        ReactionReader.Reading reading = reader.read(document);
        List<FieldError> errors = new ArrayList<>(reading.errors());
        String written = document.path("name").asText("");
        if (name != null && !written.isEmpty() && !written.equals(name)) {
            errors.add(new FieldError("name", "Expected '" + name + "' as in the path, but was '" + written + "'"));
        }
        String inside = document.path("project").asText(project);
        if (!inside.equals(project)) {
            errors.add(
                    new FieldError("project", "Expected '" + project + "' as in the query, but was '" + inside + "'"));
        }
        if (!ReactionReader.isProject(project)) {
            errors.add(new FieldError(
                    "project", "Expected at most 63 lower-case letters, digits and '-', but was another text"));
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        boolean remembers = reading.definition() != null && reading.definition().isStateful();
        return new Document(project, written, PlainJson.text(PlainJson.values(document)), remembers);
    }
}
