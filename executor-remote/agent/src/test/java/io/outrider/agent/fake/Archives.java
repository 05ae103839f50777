package io.outrider.agent.fake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Tars and docker-archives, entry by entry. */
public final class Archives {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes);

    public Archives() {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    }

    public Archives file(String name, String text) {
        return file(name, text.getBytes(StandardCharsets.UTF_8), 0644);
    }

    public Archives executable(String name, byte[] content) {
        return file(name, content, 0755);
    }

    private Archives file(String name, byte[] content, int mode) {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(content.length);
        entry.setMode(mode);
        return put(entry, content);
    }

    public Archives folder(String name) {
        TarArchiveEntry entry = new TarArchiveEntry(name + "/", true);
        entry.setMode(040755);
        return put(entry, new byte[0]);
    }

    public Archives link(String name, String target) {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarArchiveEntry.LF_SYMLINK, true);
        entry.setLinkName(target);
        return put(entry, new byte[0]);
    }

    public Archives hardLink(String name, String target) {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarArchiveEntry.LF_LINK, true);
        entry.setLinkName(target);
        return put(entry, new byte[0]);
    }

    public Archives device(String name) {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarArchiveEntry.LF_CHR, true);
        return put(entry, new byte[0]);
    }

    private Archives put(TarArchiveEntry entry, byte[] content) {
        try {
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] tar() {
        try {
            tar.close();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] tgz() {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(tar());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }

    /** Returns an image with these layers, as {@code docker save} writes it. */
    public static byte[] image(byte[]... layers) {
        Archives archive = new Archives();
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < layers.length; i++) {
            archive.executable(i + "/layer.tar", layers[i]);
            names.append(i == 0 ? "" : ",").append('"').append(i).append("/layer.tar\"");
        }
        archive.file("config.json", "{\"config\":{\"Env\":[\"FROM_IMAGE=yes\"]},\"rootfs\":{\"type\":\"layers\"}}");
        archive.file("manifest.json", "[{\"Config\":\"config.json\",\"Layers\":[" + names + "]}]");
        return archive.tar();
    }
}
