package io.outrider.reactor.webhook.inbound.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.reactor.notation.PlainJson;
import io.outrider.reactor.notation.RequestDocument;
import io.outrider.reactor.reaction.notation.ReactionReader;
import io.outrider.reactor.webhook.domain.WebhookDefinition;
import io.outrider.reactor.webhook.notation.WebhookReader;
import io.outrider.rest.FieldError;
import io.outrider.rest.ProblemException;
import java.util.ArrayList;
import java.util.List;

/**
 * A webhook out of a request: read, checked, and agreeing with the address that it was sent to.
 *
 * @param text the definition as JSON
 */
record WebhookRequest(WebhookDefinition webhook, String text) {

    /**
     * Reads a request.
     *
     * @throws ProblemException (400, 413) with everything that is wrong
     */
    static WebhookRequest read(String body, boolean json, String project, String name, WebhookReader reader) {
        JsonNode document = RequestDocument.read(body, json, "webhook");
        WebhookReader.Reading reading = reader.read(document);
        List<FieldError> errors = new ArrayList<>(reading.errors());
        String written = document.path("name").asText("");
        if (!written.isEmpty() && !written.equals(name)) {
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
        if (reading.definition() == null || !errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return new WebhookRequest(reading.definition(), PlainJson.text(document));
    }
}
