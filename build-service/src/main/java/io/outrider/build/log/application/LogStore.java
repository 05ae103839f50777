package io.outrider.build.log.application;

import io.outrider.build.BuildId;
import io.outrider.build.log.domain.LogLine;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Port: keeps the lines of logs. */
public interface LogStore {

    /** How far a log has come. */
    record End(long seq, long bytes) {}

    /** A part of a log, and whether anything can still follow it. */
    record Part(List<LogLine> lines, boolean last) {}

    /** Blocks. */
    End end(BuildId build);

    /** Adds lines for as long as this attempt is the build's newest; lines that are there already stay as they are. Blocks. */
    void append(BuildId build, int attempt, List<LogLine> lines);

    /** Returns at most {@code limit} lines after a number; it is the last part when the build had ended before it was read. */
    Uni<Part> after(BuildId build, long seq, int limit);
}
