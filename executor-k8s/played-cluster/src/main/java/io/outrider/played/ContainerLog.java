package io.outrider.played;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The log of a container as a kubelet keeps it: lines with the moment of each; what does not end in a line feed gets one. */
final class ContainerLog {

    /** One line; each char is a byte of it. */
    private record Line(Instant at, String bytes) {}

    /** As a kubelet writes it, so that times can be compared as texts. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final List<Line> lines = new ArrayList<>();
    private int drops;
    private boolean closed;

    /** Reads an output to its end. */
    void drain(InputStream output) {
        try (InputStream in = new BufferedInputStream(output, 64 * 1024)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                line.write(next);
                if (next == '\n') {
                    add(line.toByteArray());
                    line.reset();
                }
            }
            if (line.size() > 0) {
                line.write('\n');
                add(line.toByteArray());
            }
        } catch (IOException killed) {
            // What came until then is the log.
        }
        close();
    }

    private synchronized void add(byte[] bytes) {
        lines.add(new Line(Instant.now(), new String(bytes, StandardCharsets.ISO_8859_1)));
        notifyAll();
    }

    /** Forgets all lines until now; whoever follows the log hears no more. */
    synchronized void drop() {
        lines.clear();
        drops++;
        notifyAll();
    }

    private synchronized int drops() {
        return drops;
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /**
     * Writes the log.
     *
     * @param since older lines are left out
     * @param follow stays until the container has ended
     */
    void write(OutputStream out, boolean timestamps, @Nullable Instant since, boolean follow)
            throws IOException, InterruptedException {
        int begun = drops();
        for (int next = 0; ; ) {
            List<Line> more;
            synchronized (this) {
                while (follow && drops == begun && next == lines.size() && !closed) {
                    wait();
                }
                if (drops != begun) {
                    return;
                }
                more = List.copyOf(lines.subList(next, lines.size()));
            }
            if (more.isEmpty()) {
                return;
            }
            next += more.size();
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            for (Line line : more) {
                if (since == null || !line.at().isBefore(since)) {
                    if (timestamps) {
                        text.writeBytes((TIME.format(line.at()) + " ").getBytes(StandardCharsets.US_ASCII));
                    }
                    text.writeBytes(line.bytes().getBytes(StandardCharsets.ISO_8859_1));
                }
            }
            out.write(text.toByteArray());
            out.flush();
            if (!follow) {
                return;
            }
        }
    }
}
