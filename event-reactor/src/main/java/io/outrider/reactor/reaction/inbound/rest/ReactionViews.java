package io.outrider.reactor.reaction.inbound.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outrider.reactor.notation.PlainJson;
import io.outrider.reactor.reaction.application.PausingReactions;
import io.outrider.reactor.reaction.domain.Pause;
import io.outrider.reactor.reaction.domain.ReactionVersion;
import io.outrider.reactor.reaction.domain.StoredReaction;
import java.util.List;

/** Turns stored reactions into what the API shows: the definition as applied, and beside it whose and which version it is. */
final class ReactionViews {

    private ReactionViews() {}

    /** Shows a reaction; if it is paused, its own pause or else that of all. */
    static ObjectNode of(StoredReaction reaction, List<Pause> pauses) {
        ObjectNode view = definition(reaction.definition())
                .put("project", reaction.project())
                .put("version", reaction.version())
                .put("createdAt", reaction.createdAt().toString())
                .put("createdBy", reaction.createdBy())
                .put("updatedAt", reaction.updatedAt().toString())
                .put("updatedBy", reaction.updatedBy());
        PausingReactions.of(reaction.name(), pauses)
                .map(PauseView::of)
                .ifPresent(pause -> view.putObject("paused")
                        .put("all", pause.all())
                        .put("by", pause.by())
                        .put("at", pause.at().toString())
                        .put("reason", pause.reason()));
        return view;
    }

    static ObjectNode of(ReactionVersion version) {
        return definition(version.definition())
                .put("project", version.project())
                .put("version", version.version())
                .put("createdAt", version.createdAt().toString())
                .put("createdBy", version.createdBy());
    }

    private static ObjectNode definition(String json) {
        try {
            return (ObjectNode) PlainJson.tree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected a stored reaction to be JSON, but it is not", e);
        }
    }
}
