package io.outrider.agent.runtime;

import io.outrider.agent.config.AgentConfig;
import io.outrider.agent.image.Content;
import io.outrider.agent.image.ImageCache;
import io.outrider.agent.runtime.domain.RuntimeChoice;
import io.outrider.agent.runtime.process.PlainRuntime;
import io.outrider.agent.runtime.process.SlotShells;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds out which runtimes work on this machine, by trying them. */
public final class RuntimeProbe {

    private RuntimeProbe() {}

    /** Returns the runtimes of a node with this configuration. */
    public static Runtimes probe(AgentConfig config, SlotShells shells, ImageCache cache) {
        Content content = new Content(cache);
        List<TaskRuntime> working = new ArrayList<>();
        Map<String, String> missing = new TreeMap<>();
        if (config.runtimes().host()) {
            working.add(PlainRuntime.host(shells, content));
        } else {
            missing.put(RuntimeChoice.HOST, "not switched on; runtimes.host: true in the node's configuration does it");
        }
        if (config.runtimes().allowPlainProcess()) {
            working.add(PlainRuntime.process(shells, content));
        } else {
            missing.put(
                    RuntimeChoice.PROCESS,
                    "not allowed; runtimes.allowPlainProcess: true in the node's configuration does it");
        }
        return new Runtimes(working, missing);
    }
}
