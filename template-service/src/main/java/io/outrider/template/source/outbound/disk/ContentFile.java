package io.outrider.template.source.outbound.disk;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A new file whose failures, such as a full disk, are unchecked: nobody takes them for those of the source that is read. */
final class ContentFile extends OutputStream {
    private final OutputStream out;

    ContentFile(Path file) {
        try {
            out = Files.newOutputStream(file);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static UncheckedIOException failed(IOException e) {
        return new UncheckedIOException("Expected to keep a file of a source on the disk, but " + e, e);
    }
}
