package io.outrider.protocol;

import java.util.List;

/**
 * {@code POST /agent/v1/tasks/report}: what became of tasks. Repeated until each is acknowledged or gone.
 *
 * @param reports at most 10,000, and at most {@link AgentPaths#MAX_JSON_BYTES} together
 */
public record ReportRequest(List<Report> reports) {

    public ReportRequest {
        reports = Expect.list("reports", reports, 10_000);
    }
}
