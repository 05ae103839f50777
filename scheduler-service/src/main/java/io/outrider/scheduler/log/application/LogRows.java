package io.outrider.scheduler.log.application;

import io.outrider.outbox.OpenTransaction;
import io.outrider.scheduler.job.domain.JobId;
import io.outrider.scheduler.log.domain.Chunk;
import io.outrider.scheduler.log.domain.Entry;
import io.outrider.scheduler.log.domain.Stream;
import java.util.List;

/** Stored logs. May wait for the database. */
public interface LogRows {

    /** Stores chunks; one that is stored already, by its stream and offset, is left out. */
    void store(OpenTransaction tx, List<Chunk> chunks);

    /** Returns what came after this place, in order, at most so many chunks. */
    List<Entry> after(JobId job, long seq, int most);

    /** Returns what comes after this offset of a stream, and then the task's later streams, at most so many chunks. */
    List<Entry> ofTask(JobId job, Stream stream, long start, int most);

    /** Returns how each stream of the job ended at this place: its last bytes, at most so many, in the order of their offsets. */
    List<Entry> tails(JobId job, long seq, int bytes);

    /** Returns how many bytes of finished tasks' logs are still missing. */
    long missing(JobId job);
}
