package io.outrider.cli.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.outrider.cli.CommandException;
import io.outrider.cli.ExitCode;
import io.outrider.cli.output.Json;
import java.util.ArrayList;
import java.util.List;

/** Turns an error answer (RFC 9457 problem details, or whatever a proxy says) into an exit code and readable lines. */
final class Problem {
    private Problem() {}

    static CommandException of(int status, String body, String what) {
        JsonNode problem = parsed(body);
        List<String> details = new ArrayList<>();
        problem.path("errors").forEach(error -> details.add(fieldError(error)));
        String said = firstText(problem, "detail", "title");
        String message = switch (status) {
            case 401 -> "Not signed in: give a token with --token or OUTRIDER_TOKEN" + because(said);
            case 403 -> "Not allowed with this token: " + what + because(said);
            default -> said.isEmpty() ? "The server answered " + status + " to " + what : said;
        };
        if (details.size() == 1 && details.getFirst().equals(message)) {
            return new CommandException(exitCode(status), message, List.of());
        }
        return new CommandException(exitCode(status), message, details);
    }

    private static int exitCode(int status) {
        if (status == 404) {
            return ExitCode.NOT_FOUND;
        }
        return status < 500 ? ExitCode.REFUSED : ExitCode.UNREACHABLE;
    }

    private static JsonNode parsed(String body) {
        try {
            return Json.parse(body);
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }

    private static String fieldError(JsonNode error) {
        String field = error.path("field").asText("");
        String message = error.path("message").asText("");
        return field.isEmpty() ? message : field + ": " + message;
    }

    private static String firstText(JsonNode problem, String... fields) {
        for (String field : fields) {
            String text = problem.path(field).asText("");
            if (!text.isBlank()) {
                return text;
            }
        }
        return "";
    }

    private static String because(String said) {
        return said.isEmpty() ? "" : " (" + said + ")";
    }
}
