package io.outrider.agent.runtime;

import io.outrider.agent.config.AgentConfig;
import io.outrider.agent.config.Switch;
import io.outrider.agent.image.Content;
import io.outrider.agent.image.ImageCache;
import io.outrider.agent.runtime.docker.DockerEngine;
import io.outrider.agent.runtime.docker.DockerRuntime;
import io.outrider.agent.runtime.domain.RuntimeChoice;
import io.outrider.agent.runtime.process.PlainRuntime;
import io.outrider.agent.runtime.process.SlotShells;
import io.outrider.agent.runtime.sandbox.SandboxRuntime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds out which runtimes work on this machine, by trying them. */
public final class RuntimeProbe {

    private RuntimeProbe() {}

    /** Returns the runtimes of a node with this configuration. */
    public static Runtimes probe(AgentConfig config, SlotShells shells, ImageCache cache, Content content)
            throws IOException, InterruptedException {
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
        sandbox(config, shells, content, working, missing);
        docker(config, cache, content, working, missing);
        return new Runtimes(working, missing);
    }

    private static void docker(
            AgentConfig config,
            ImageCache cache,
            Content content,
            List<TaskRuntime> working,
            Map<String, String> missing) {
        if (config.runtimes().docker() == Switch.FALSE) {
            missing.put(RuntimeChoice.DOCKER, "switched off by runtimes.docker in the node's configuration");
            return;
        }
        DockerEngine.probe(config.dockerSocket())
                .ifPresentOrElse(
                        why -> missing.put(RuntimeChoice.DOCKER, why),
                        () -> working.add(new DockerRuntime(config.dockerSocket(), cache, content)));
    }

    private static void sandbox(
            AgentConfig config,
            SlotShells shells,
            Content content,
            List<TaskRuntime> working,
            Map<String, String> missing)
            throws IOException, InterruptedException {
        if (config.runtimes().sandbox() == Switch.FALSE) {
            missing.put(RuntimeChoice.SANDBOX, "switched off by runtimes.sandbox in the node's configuration");
            return;
        }
        SandboxRuntime sandbox = new SandboxRuntime(
                config.stateDir(), shells, content, config.runtimes().sandboxNetwork());
        sandbox.probe().ifPresentOrElse(why -> missing.put(RuntimeChoice.SANDBOX, why), () -> working.add(sandbox));
    }
}
