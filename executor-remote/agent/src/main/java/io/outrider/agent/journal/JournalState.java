package io.outrider.agent.journal;

import io.outrider.agent.journal.JournalRecord.Closed;
import io.outrider.agent.journal.JournalRecord.Stopping;
import io.outrider.agent.journal.JournalRecord.Taken;
import io.outrider.protocol.TaskRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a row of records adds up to. Records of a task that was never taken are passed over. */
final class JournalState {

    private final Map<TaskRef, JournalEntry> open = new LinkedHashMap<>();

    void apply(JournalRecord record) {
        switch (record) {
            case Taken taken -> open.put(taken.ref(), new JournalEntry(taken, null));
            case Stopping stopping ->
                open.computeIfPresent(stopping.ref(), (ref, entry) -> new JournalEntry(entry.taken(), stopping));
            case Closed closed -> open.remove(closed.ref());
        }
    }

    Collection<JournalEntry> entries() {
        return List.copyOf(open.values());
    }

    /** Returns the fewest records that add up to the same. */
    List<JournalRecord> records() {
        List<JournalRecord> records = new ArrayList<>();
        open.values().forEach(entry -> {
            records.add(entry.taken());
            if (entry.stopping() != null) {
                records.add(entry.stopping());
            }
        });
        return records;
    }
}
