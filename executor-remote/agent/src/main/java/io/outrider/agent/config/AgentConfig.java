package io.outrider.agent.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The agent's settings, complete and valid.
 *
 * @param gateway https URL of the gateway's port for agents
 * @param name the node's name, as its enrolment token was made for
 * @param labels of the machine; labels of the enrolment win over them
 * @param slots tasks that run side by side
 * @param stateDir the agent's own folder: identity, journal, images, tasks
 * @param runtimes which runtimes may be used
 * @param dockerSocket where a Docker engine listens
 * @param proxy an HTTP proxy that understands CONNECT
 * @param logSpoolMaxMb how much of one task's log is kept, in MiB; the rest is cut
 * @param imageCacheMaxMb how much disk unpacked images may take before the least recently used goes, in MiB
 * @param tokenFile a file with the enrolment token; the environment's OUTRIDER_AGENT_TOKEN wins
 */
public record AgentConfig(
        URI gateway,
        String name,
        Map<String, String> labels,
        int slots,
        Path stateDir,
        Runtimes runtimes,
        URI dockerSocket,
        Optional<URI> proxy,
        int logSpoolMaxMb,
        int imageCacheMaxMb,
        Optional<Path> tokenFile) {

    /**
     * Which runtimes may be used.
     *
     * @param host tasks may act on the machine itself; never on by itself
     * @param sandbox Linux namespaces
     * @param docker containers of a Docker engine
     * @param allowPlainProcess a task may run as a plain process where isolation is impossible
     * @param sandboxNetwork a sandboxed task shares the machine's network; false: it has none
     */
    public record Runtimes(
            boolean host, Switch sandbox, Switch docker, boolean allowPlainProcess, boolean sandboxNetwork) {}
}
