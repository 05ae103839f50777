package io.outrider.reactor.reaction.application;

import io.outrider.reactor.window.domain.GroupState;
import io.outrider.reactor.window.notation.GroupStates;
import io.outrider.reactor.window.outbound.postgres.GroupKey;
import io.outrider.reactor.window.outbound.postgres.GroupLine;
import java.time.Instant;
import org.jboss.logging.Logger;

/** A group whose row this transaction has locked. */
final class OpenGroup {

    private static final Logger LOG = Logger.getLogger(OpenGroup.class);

    private final GroupKey key;
    private final boolean isNew; // without a memory that is worth a row
    private GroupState state;
    private int version;
    private boolean changed;

    private OpenGroup(GroupKey key, GroupState loaded, int version, boolean isNew) {
        this.key = key;
        this.state = loaded;
        this.version = version;
        this.isNew = isNew;
    }

    static OpenGroup of(GroupLine line) {
        if (line.isNew()) {
            return new OpenGroup(line.key(), GroupState.EMPTY, line.version(), true);
        }
        try {
            return new OpenGroup(line.key(), GroupStates.read(line.state()), line.version(), false);
        } catch (IllegalArgumentException e) {
            // It would stop its group for ever.
            LOG.errorf(
                    e,
                    "Expected to read the state of a group of reaction %s, but failed; the group starts again",
                    line.key().reaction());
            return new OpenGroup(line.key(), GroupState.EMPTY, line.version(), true);
        }
    }

    GroupKey key() {
        return key;
    }

    GroupState state() {
        return state;
    }

    /** Returns the version of the reaction that wrote it. */
    int version() {
        return version;
    }

    void become(GroupState next, int byVersion) {
        if (!next.equals(state)) {
            state = next;
            version = byVersion;
            changed = true;
        }
    }

    /** Has the row written, or deleted, whatever happened: its deadline must not stay in the past. */
    void settle() {
        changed = true;
    }

    /** Says whether the row has to go: there is nothing in it. */
    boolean isVoid() {
        return (isNew || changed) && isForgettable();
    }

    /** Says whether the row has to be written. */
    boolean isDirty() {
        return changed && !isForgettable();
    }

    /** By the group's own clock: events of an earlier time may still wait to be decided. */
    private boolean isForgettable() {
        return state.isVoidAt(Instant.ofEpochMilli(state.last()));
    }

    GroupLine line() {
        return new GroupLine(
                key, version, GroupStates.write(state), state.deadline().orElse(null), state.expiresAt());
    }
}
