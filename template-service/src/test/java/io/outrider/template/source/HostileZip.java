package io.outrider.template.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Writes zips that an honest program would not. */
final class HostileZip {
    static final int FILE = 0100644;
    static final int LINK = 0120777;
    static final int DEVICE = 0060644;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes);

    HostileZip entry(String name, int mode, byte[] content) {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setUnixMode(mode);
        try {
            zip.putArchiveEntry(entry);
            zip.write(content);
            zip.closeArchiveEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    HostileZip file(String name) {
        return entry(name, FILE, "the same".getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes() {
        try {
            zip.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Changes every occurrence of these bytes, in headers and directory alike. */
    static byte[] patched(byte[] zip, String from, String to) {
        byte[] patched = zip.clone();
        byte[] search = from.getBytes(StandardCharsets.UTF_8);
        byte[] replacement = to.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at + search.length <= patched.length; at++) {
            if (Arrays.equals(patched, at, at + search.length, search, 0, search.length)) {
                System.arraycopy(replacement, 0, patched, at, replacement.length);
            }
        }
        return patched;
    }

    /** Puts one archive behind another. */
    static byte[] joined(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
