package io.outrider.scheduler.log.application;

import io.outrider.scheduler.job.application.JobDetails;
import io.outrider.scheduler.log.domain.Entry;
import io.outrider.scheduler.log.domain.Seam;
import io.outrider.scheduler.log.domain.Stream;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A job's log as one text: task after task, attempt after attempt, with headings as soon as there are several. */
@ApplicationScoped
public class LogText {

    private static final int PAGE = 32;

    private final LogRows rows;

    LogText(LogRows rows) {
        this.rows = rows;
    }

    /** Writes what is stored, a page at a time; the stream's pace is the reader's. */
    public void write(JobDetails job, OutputStream out) throws IOException {
        boolean headings = job.tasks().size() > 1;
        for (JobDetails.TaskDetails task : job.tasks()) {
            headings |= task.state().attempt().number() > 1;
            write(job, task, headings, out);
        }
    }

    private void write(JobDetails job, JobDetails.TaskDetails task, boolean headings, OutputStream out)
            throws IOException {
        Seam seam = new Seam();
        Stream at = new Stream(task.id(), 0, 0);
        long end = 0;
        @Nullable Stream titled = null;
        List<Entry> page;
        do {
            page = rows.ofTask(job.job().id(), at, end, PAGE);
            for (Entry entry : page) {
                at = entry.chunk().stream();
                end = entry.chunk().start();
                if (headings && !at.equals(titled)) {
                    titled = at;
                    out.write(heading(at).getBytes(StandardCharsets.UTF_8));
                }
                Entry fresh = seam.next(entry).orElse(null);
                if (fresh != null) {
                    out.write(fresh.chunk().bytes());
                }
            }
        } while (page.size() == PAGE);
    }

    private static String heading(Stream stream) {
        return "==> task " + stream.task() + ", attempt " + stream.attempt() + " <==\n";
    }
}
