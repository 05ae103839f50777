package io.outrider.scheduler.log.application;

import io.outrider.scheduler.job.application.JobDetails;
import io.outrider.scheduler.job.application.JobReading;
import io.outrider.scheduler.job.domain.JobId;
import io.outrider.scheduler.log.domain.Entry;
import io.outrider.scheduler.log.domain.Piece;
import io.outrider.scheduler.log.domain.Transcript;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/**
 * Follows a job's log from a place to its end: what is stored at once, what comes as it comes. Ends when the job has
 * ended and its log is complete, or some seconds later if the end of the log does not come. Reads no further ahead than
 * one page, so a slow reader costs no memory.
 */
@ApplicationScoped
public class Following {

    private static final int PAGE = 32;

    /** How long a change that another replica stored may stay unnoticed. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    /** Logs come on another topic than the end of a task and may be a little later. */
    private static final Duration TAIL = Duration.ofSeconds(15);

    /** Takes what a follower finds; may wait for its reader. */
    public interface Reader {

        /** Takes a text that was not seen before. */
        void take(Piece piece, JobDetails job);

        /** Nothing came for a while. Returns whether the reader is still there. */
        boolean idle();

        /** The log has ended. {@code missing} bytes of it never came. */
        void end(JobDetails job, long missing);
    }

    private final LogRows rows;
    private final JobReading jobs;
    private final Wakeups wakeups;

    Following(LogRows rows, JobReading jobs, Wakeups wakeups) {
        this.rows = rows;
        this.jobs = jobs;
        this.wakeups = wakeups;
    }

    /** Follows until the end, or until the reader is gone. Waits, on a thread that may. */
    public void follow(JobDetails known, long after, Reader reader) throws InterruptedException {
        JobId id = known.job().id();
        Transcript transcript = new Transcript();
        rows.tails(id, after, Transcript.LONGEST_REST).forEach(transcript::seen);
        try (Wakeups.Follower follower = wakeups.follow(id)) {
            long seq = after;
            long giveUp = 0;
            while (reader.idle()) {
                // The state before the log: what a finished job has written is stored or counted as missing.
                JobDetails job = read(id, known);
                seq = drain(job, seq, transcript, reader);
                if (job.state().status().isFinal()) {
                    long missing = rows.missing(id);
                    giveUp = giveUp == 0 ? System.nanoTime() + TAIL.toNanos() : giveUp;
                    if (missing == 0 || System.nanoTime() > giveUp) {
                        seq = drain(job, seq, transcript, reader);
                        transcript.cut(seq).forEach(piece -> reader.take(piece, job));
                        reader.end(job, missing);
                        return;
                    }
                }
                follower.await(LOOK_AGAIN);
            }
        }
    }

    private JobDetails read(JobId id, JobDetails known) {
        JobDetails job = jobs.find(id).await().indefinitely();
        return job == null ? known : job;
    }

    private long drain(JobDetails job, long after, Transcript transcript, Reader reader) {
        long seq = after;
        List<Entry> page;
        do {
            page = rows.after(job.job().id(), seq, PAGE);
            for (Entry entry : page) {
                seq = entry.seq();
                transcript.next(entry).ifPresent(piece -> reader.take(piece, job));
            }
        } while (page.size() == PAGE);
        return seq;
    }
}
