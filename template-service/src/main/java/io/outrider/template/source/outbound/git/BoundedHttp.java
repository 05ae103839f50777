package io.outrider.template.source.outbound.git;

import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;

/** Connections whose bytes are counted. */
final class BoundedHttp implements HttpConnectionFactory {
    private final FetchBounds bounds;

    BoundedHttp(FetchBounds bounds) {
        this.bounds = bounds;
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return create(url, Proxy.NO_PROXY);
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
        return new BoundedHttpConnection(url, proxy, bounds);
    }
}
