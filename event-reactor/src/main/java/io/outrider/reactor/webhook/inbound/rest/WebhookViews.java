package io.outrider.reactor.webhook.inbound.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outrider.reactor.notation.PlainJson;
import io.outrider.reactor.webhook.domain.StoredWebhook;

/** Turns stored webhooks into what the API shows. Secrets are references, there as here. */
final class WebhookViews {

    private WebhookViews() {}

    static ObjectNode of(StoredWebhook webhook) {
        try {
            ObjectNode view = (ObjectNode) PlainJson.tree(webhook.definition());
            return view.put("project", webhook.project())
                    .put("version", webhook.version())
                    .put("path", "/api/v1/webhooks/generic/" + webhook.name())
                    .put("createdAt", webhook.createdAt().toString())
                    .put("createdBy", webhook.createdBy())
                    .put("updatedAt", webhook.updatedAt().toString())
                    .put("updatedBy", webhook.updatedBy());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected a stored webhook to be JSON, but it is not", e);
        }
    }
}
