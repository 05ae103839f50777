package io.outrider.cli.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outrider.cli.CommandException;
import io.outrider.cli.Session;
import io.outrider.cli.connection.Answer;
import io.outrider.cli.connection.Call;
import io.outrider.cli.input.Documents;
import io.outrider.cli.output.Column;
import io.outrider.cli.output.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * What is applied from files, listed and deleted in the same way whatever it is. Each method returns the exit code.
 *
 * @param path of the REST resource, in the plural
 * @param noun for people, in the singular
 * @param columns of the list
 */
public record NamedResources(String path, String noun, List<Column> columns) {

    public NamedResources {
        columns = List.copyOf(columns);
    }

    /**
     * Creates or replaces what is in a file.
     *
     * @param file YAML or JSON; - is standard input
     */
    public int apply(Session session, String file) {
        List<JsonNode> applied = new ArrayList<>();
        for (JsonNode document : Documents.objects("-f", file)) {
            String name = document.path("name").asText("");
            if (name.isEmpty()) {
                throw CommandException.usage("Expected a name in each " + noun + " of " + file + ", but one has none");
            }
            Answer answer = session.api().put(call(session, name), document);
            session.output().remark(noun + " " + name + (answer.status() == 201 ? " created" : " applied"));
            applied.add(answer.body().isObject() ? answer.body() : document);
        }
        if (session.output().structured() || session.output().quiet()) {
            session.output().list(applied, columns);
        }
        return 0;
    }

    /** Lists those of the project, at most this many. */
    public int list(Session session, int limit) {
        Call all = Call.to(path).with("project", session.project());
        session.output().list(session.api().list(all, limit), columns);
        return 0;
    }

    public int delete(Session session, String name) {
        session.api().delete(call(session, name));
        ObjectNode deleted = Json.object().put("name", name).put("deleted", true);
        if (session.output().structured()) {
            session.output().one(deleted, List.of(Column.at("name", "/name")));
        }
        session.output().remark(noun + " " + name + " deleted");
        return 0;
    }

    /** Returns the address of one of them. */
    public Call call(Session session, String name) {
        return Call.to(path, name).with("project", session.project());
    }
}
