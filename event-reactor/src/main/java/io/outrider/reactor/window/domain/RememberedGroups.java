package io.outrider.reactor.window.domain;

import java.util.List;

/** Some of the groups of a reaction, and how many there are. */
public record RememberedGroups(List<Group> first, long count) {

    public RememberedGroups {
        first = List.copyOf(first);
    }

    /**
     * What is remembered of a group.
     *
     * @param version of the reaction that wrote it
     */
    public record Group(String key, int version, GroupState state) {}
}
