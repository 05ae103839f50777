package io.outrider.scheduler.node.domain;

import java.util.List;

/**
 * Something that wants a node.
 *
 * @param what of the caller; handed back in the assignment
 * @param avoid nodes that handed it back before; taken only if no other node matches
 */
public record Wanted<T>(T what, Target target, List<NodeName> avoid) {}
