package io.outrider.template.source.outbound.git;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.URL;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.transport.http.JDKHttpConnection;
import org.jspecify.annotations.Nullable;

/** Counts what a server answers, after it is unzipped: a gigabyte of zeros costs a server nothing. */
final class BoundedHttpConnection extends JDKHttpConnection {
    private static final String ENCODING = "Content-Encoding";

    private final FetchBounds bounds;
    private @Nullable InputStream answer;

    BoundedHttpConnection(URL url, Proxy proxy, FetchBounds bounds) throws IOException {
        super(url, proxy);
        this.bounds = bounds;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        if (answer == null) {
            String encoding = super.getHeaderField(ENCODING);
            InputStream in = super.getInputStream();
            answer = new Counted("gzip".equals(encoding) ? new GZIPInputStream(in) : in);
        }
        return answer;
    }

    @Override
    public @Nullable String getHeaderField(String name) {
        return name.equalsIgnoreCase(ENCODING) ? null : super.getHeaderField(name);
    }

    private final class Counted extends FilterInputStream {
        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            bounds.received(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            bounds.received(Math.max(0, count));
            return count;
        }

        @Override
        public long skip(long bytes) throws IOException {
            long skipped = super.skip(bytes);
            bounds.received(skipped);
            return skipped;
        }
    }
}
