package io.outrider.protocol;

import java.util.List;

/**
 * The gateway's receipt.
 *
 * @param acknowledged stored for ever; the agent may forget those that ended
 * @param gone not this node's any more: stop the work, drop the result
 */
public record ReportResponse(List<TaskRef> acknowledged, List<TaskRef> gone) {

    public ReportResponse {
        acknowledged = Expect.list("acknowledged", acknowledged, 10_000);
        gone = Expect.list("gone", gone, 10_000);
    }
}
