package io.outrider.k8s.log.domain;

import io.outrider.redaction.Redactor;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A pod's log as it may be shown, while it is read from its beginning: hidden texts replaced, offsets counted. What was told before
 * is read again and not given again; where the machine has dropped old lines, reading goes on after the last line that was told. If
 * that one was dropped too, a line says that more may be missing. Not for several threads.
 */
public final class ShownLog implements TimedLines.Sink {

    private static final int TAIL_BYTES = 2_000;

    private final Redactor redactor;
    private final long maxBytes;
    private final @Nullable LogMark resume;
    private final TimedLines lines = new TimedLines();
    private final ByteArrayOutputStream ready = new ByteArrayOutputStream();
    private final ByteArrayOutputStream tail = new ByteArrayOutputStream();
    private @Nullable MessageDigest digest = sha256();
    private @Nullable String first;
    private String last = "";
    private int count;
    private long shown;
    private long accepted;
    private boolean skipping;
    private boolean cut;
    private boolean endsLine;

    /**
     * Begins to read.
     *
     * @param hidden texts that must not be seen
     * @param resume a place where it can go on from should the beginning be gone, null if none is known
     * @param accepted bytes that were told, at least the mark's
     * @param maxBytes what is beyond is cut
     */
    public ShownLog(Collection<String> hidden, @Nullable LogMark resume, long accepted, long maxBytes) {
        this.redactor = new Redactor(hidden);
        this.resume = resume;
        this.maxBytes = maxBytes;
        this.accepted = accepted;
    }

    /** Reads on. */
    public void feed(byte[] bytes, int length) {
        lines.feed(bytes, length, this);
    }

    /** Nothing comes any more, so nothing is held back. */
    public void end() {
        show(redactor.next(new byte[0], 0, true));
        if (first == null && resume != null) {
            digest = null;
            missing(resume, "and the end");
        }
    }

    /** Returns the bytes that are to be told next, and takes them as told. */
    public byte[] take() {
        byte[] bytes = ready.toByteArray();
        ready.reset();
        accepted += bytes.length;
        return bytes;
    }

    /** Returns bytes of the shown log that were told. */
    public long offset() {
        return accepted;
    }

    /** Returns the hash of the shown log, null if its beginning was not seen. */
    public @Nullable String sha256Text() {
        return digest == null ? null : HexFormat.of().formatHex(digest.digest());
    }

    /** Returns the mark for what was told, null where reading could not go on from: inside of a line. */
    public @Nullable LogMark mark() {
        boolean betweenLines = redactor.isClear() && ready.size() == 0 && shown == accepted && endsLine;
        return first == null || !betweenLines || skipping ? null : new LogMark(accepted, first, last, count);
    }

    /** Returns the last lines, at most so many. */
    public String lastLines(int most) {
        List<String> all = tail.toString(StandardCharsets.UTF_8).lines().toList();
        return String.join("\n", all.subList(Math.max(0, all.size() - most), all.size()));
    }

    @Override
    public void line(String time) {
        if (first == null) {
            first = resume == null ? time : resume.first();
            if (resume != null && !time.equals(resume.first())) {
                beginningDropped(resume, time);
            }
        }
        count = time.equals(last) ? count + 1 : 1;
        last = time;
        if (skipping && resume != null) {
            int order = time.compareTo(resume.last());
            skipping = order < 0 || (order == 0 && count <= resume.count());
        }
    }

    private void beginningDropped(LogMark mark, String time) {
        digest = null;
        if (time.compareTo(mark.last()) <= 0) {
            skipping = true;
            shown = mark.offset();
        } else {
            missing(mark, "and " + time);
        }
    }

    /** What was told after the mark is gone too, so that all that comes is new. */
    private void missing(LogMark mark, String until) {
        shown = accepted;
        String lineFeed = accepted > mark.offset() ? "\n" : "";
        show((lineFeed + "[lines may be missing here: the machine has dropped what was written between " + mark.last()
                        + " " + until + "]\n")
                .getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void text(byte[] bytes, int from, int to) {
        if (skipping || cut) {
            return;
        }
        byte[] part = new byte[to - from];
        System.arraycopy(bytes, from, part, 0, part.length);
        endsLine = part.length > 0 && part[part.length - 1] == '\n';
        show(redactor.next(part, part.length, false));
        if (shown >= maxBytes) {
            cut = true;
            show(("\n[the log was cut after " + (maxBytes >> 20) + " MiB]\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private void show(byte[] bytes) {
        if (digest != null) {
            digest.update(bytes);
        }
        tail.writeBytes(bytes);
        if (tail.size() > 2 * TAIL_BYTES) {
            byte[] all = tail.toByteArray();
            tail.reset();
            tail.write(all, all.length - TAIL_BYTES, TAIL_BYTES);
        }
        long known = Math.min(bytes.length, Math.max(0, accepted + ready.size() - shown));
        ready.write(bytes, (int) known, bytes.length - (int) known);
        shown += bytes.length;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to have SHA-256", e);
        }
    }

    /** Returns texts of at least four characters; shorter ones would blacken half of a log and are no secrets. */
    public static Set<String> worthHiding(Set<String> texts) {
        return Set.copyOf(texts.stream().filter(text -> text.length() >= 4).toList());
    }
}
