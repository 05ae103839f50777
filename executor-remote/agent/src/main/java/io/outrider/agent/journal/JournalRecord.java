package io.outrider.agent.journal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.outrider.protocol.ReportStatus;
import io.outrider.protocol.TaskRef;

/** One line of the journal. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "t")
@JsonSubTypes({
    @JsonSubTypes.Type(value = JournalRecord.Taken.class, name = "taken"),
    @JsonSubTypes.Type(value = JournalRecord.Stopping.class, name = "stopping"),
    @JsonSubTypes.Type(value = JournalRecord.Closed.class, name = "closed")
})
public sealed interface JournalRecord {

    TaskRef ref();

    /**
     * The node is about to ask for the task. On disk before the gateway hears of it: whatever is accepted is known here after a crash,
     * and asked for again if it was not started.
     *
     * @param folder name of the task's folder
     * @param runtime that starts it; empty if none can, and it is refused
     * @param boot id of the machine's boot; nothing survives another
     * @param hides true if parts of the log have to be hidden, and are unknown once the memory is gone
     */
    record Taken(TaskRef ref, String job, String folder, String runtime, String boot, boolean hides)
            implements JournalRecord {}

    /** The task is being stopped, and what its end will mean. */
    record Stopping(TaskRef ref, ReportStatus status, String reason) implements JournalRecord {}

    /** The gateway has the end, or does not want it. */
    record Closed(TaskRef ref) implements JournalRecord {}
}
