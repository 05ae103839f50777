package io.outrider.agent.folder;

import io.outrider.protocol.Offer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a task finds: files below {@code in}, and variables. */
public final class TaskInputs {

    private TaskInputs() {}

    /** Writes parameters.json and event.json, mode 0600. */
    public static void write(TaskFolder folder, Offer offer, Secrets secrets) throws IOException {
        PrivateFiles.writeVolatile(
                folder.in().resolve("parameters.json"),
                secrets.parameters(offer.spec()).getBytes(StandardCharsets.UTF_8));
        String event = offer.spec().event();
        if (event != null) {
            PrivateFiles.writeVolatile(folder.in().resolve("event.json"), event.getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * Returns the variables of the contract and the exported parameters; the contract's win.
     *
     * @param in where the task sees its inputs; likewise out and state
     */
    public static Map<String, String> variables(
            Offer offer, Secrets secrets, String node, Path in, Path out, Path state) {
        Map<String, String> variables = new LinkedHashMap<>(secrets.env(offer.spec()));
        variables.put("OUTRIDER_IN", in.toString());
        variables.put("OUTRIDER_OUT", out.toString());
        variables.put("OUTRIDER_STATE", state.toString());
        variables.put("OUTRIDER_JOB", offer.job());
        variables.put("OUTRIDER_TASK", offer.ref().task());
        variables.put("OUTRIDER_ATTEMPT", Integer.toString(offer.ref().attempt()));
        variables.put("OUTRIDER_NODE", node);
        variables.put("OUTRIDER_METHOD", offer.spec().method());
        return variables;
    }
}
