package io.outrider.agent.task;

import java.util.List;
import java.util.Map;

/**
 * What the node says of itself in each poll.
 *
 * @param version of the agent
 * @param facts of the machine
 * @param runtimes that work here
 * @param capabilities optional parts of the protocol, and their versions
 */
public record NodeProfile(
        String version, Map<String, String> facts, List<String> runtimes, Map<String, Integer> capabilities) {}
