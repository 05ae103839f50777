package io.outrider.template.source.outbound.git;

import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;

/** Connections whose host is checked, redirects included, and whose bytes are counted. */
final class BoundedHttp implements HttpConnectionFactory {
    private final GitHosts hosts;
    private final FetchBounds bounds;

    BoundedHttp(GitHosts hosts, FetchBounds bounds) {
        this.hosts = hosts;
        this.bounds = bounds;
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return create(url, Proxy.NO_PROXY);
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
        hosts.check(url.getHost());
        return new BoundedHttpConnection(url, proxy, bounds);
    }
}
