package io.outrider.k8s.log.domain;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes a pod's log with times apart: each line begins with a time (RFC 3339) and a space. The stream may be cut anywhere. A line
 * without a time, which the machine itself wrote, belongs to the line before.
 */
public final class TimedLines {

    private static final int LONGEST_TIME = 40;

    private final ByteArrayOutputStream time = new ByteArrayOutputStream();
    private boolean atTime = true;

    /** Hears of lines in their order. */
    public interface Sink {

        /** A line begins. */
        void line(String time);

        /** A part of the line, with its line feed if it is the end. */
        void text(byte[] bytes, int from, int to);
    }

    /** Reads on. */
    public void feed(byte[] bytes, int length, Sink sink) {
        int at = 0;
        while (at < length) {
            at = atTime ? readTime(bytes, at, length, sink) : readText(bytes, at, length, sink);
        }
    }

    private int readTime(byte[] bytes, int from, int length, Sink sink) {
        int at = from;
        while (at < length) {
            byte each = bytes[at++];
            if (each == ' ' || each == '\n' || time.size() > LONGEST_TIME) {
                byte[] head = time.toByteArray();
                time.reset();
                atTime = false;
                if (each == ' ' && isTime(head)) {
                    sink.line(new String(head, StandardCharsets.US_ASCII));
                } else {
                    sink.text(head, 0, head.length);
                    sink.text(bytes, at - 1, at);
                    atTime = each == '\n';
                }
                return at;
            }
            time.write(each);
        }
        return at;
    }

    private int readText(byte[] bytes, int from, int length, Sink sink) {
        int end = from;
        while (end < length && bytes[end] != '\n') {
            end++;
        }
        if (end < length) {
            end++;
            atTime = true;
        }
        sink.text(bytes, from, end);
        return end;
    }

    private static boolean isTime(byte[] head) {
        String text = new String(head, StandardCharsets.US_ASCII);
        boolean shape = text.length() >= 20 && text.charAt(4) == '-' && text.charAt(10) == 'T';
        return shape && Arrays.equals(head, text.getBytes(StandardCharsets.US_ASCII));
    }
}
