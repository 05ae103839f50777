package io.outrider.cli.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.cli.output.Json;

/**
 * One row of the container contract and what was found.
 *
 * @param id as in docs/container-contract.md
 * @param status passed, failed, or skipped where the node has nothing to check
 * @param detail what was expected, and what was found instead
 */
record Check(String id, String status, String detail) {

    private static final String PASSED = "passed";
    private static final String FAILED = "failed";

    /** A check that was made from outside. */
    static Check of(String id, boolean held, String expected, String found) {
        return held
                ? new Check(id, PASSED, expected)
                : new Check(
                        id, FAILED, "expected " + expected + ", but " + (found.isBlank() ? "there is none" : found));
    }

    /** A check as the template reports it. */
    static Check reported(JsonNode row) {
        return new Check(
                row.path("id").asText(),
                row.path("status").asText(FAILED),
                row.path("detail").asText());
    }

    boolean failed() {
        return FAILED.equals(status);
    }

    JsonNode json() {
        return Json.object().put("id", id).put("status", status).put("detail", detail);
    }

    /** A mark that is seen at a glance. */
    static String mark(JsonNode check) {
        return switch (check.path("status").asText()) {
            case PASSED -> "✓";
            case FAILED -> "✗";
            default -> "–";
        };
    }
}
