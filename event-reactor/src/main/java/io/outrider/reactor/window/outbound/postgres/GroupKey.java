package io.outrider.reactor.window.outbound.postgres;

import java.util.Comparator;

/** What names a group of a reaction. */
public record GroupKey(String project, String reaction, String group) implements Comparable<GroupKey> {

    private static final Comparator<GroupKey> ORDER = Comparator.comparing(GroupKey::project)
            .thenComparing(GroupKey::reaction)
            .thenComparing(GroupKey::group);

    @Override
    public int compareTo(GroupKey other) {
        return ORDER.compare(this, other);
    }
}
