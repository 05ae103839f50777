package io.outrider.agent.journal;

import io.outrider.agent.journal.JournalRecord.Stopping;
import io.outrider.agent.journal.JournalRecord.Taken;
import org.jspecify.annotations.Nullable;

/**
 * What the journal knows of a task that is not closed. Whether it was started, its folder or its container knows.
 *
 * @param stopping null if nobody stopped it
 */
public record JournalEntry(Taken taken, @Nullable Stopping stopping) {}
