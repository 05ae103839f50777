package io.outrider.agent.gateway;

import java.io.IOException;
import java.time.Duration;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.http.protocol.RequestContent;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/** One TLS connection to the gateway. For one request at a time, on the thread that asks. */
final class Connection {

    private static final HttpRequestExecutor EXECUTOR = new HttpRequestExecutor();
    // A request that is repeated has its length already.
    private static final HttpProcessor PROCESSOR =
            HttpProcessorBuilder.create().add(new RequestContent(true)).build();

    private final DefaultBHttpClientConnection wire;
    private final String host;
    private long used = System.nanoTime();

    Connection(DefaultBHttpClientConnection wire, String host) {
        this.wire = wire;
        this.host = host;
    }

    /**
     * Sends a request and reads the head of its answer.
     *
     * @param timeout for each wait, not for the whole
     */
    ClassicHttpResponse ask(ClassicHttpRequest request, Duration timeout) throws IOException {
        wire.setSocketTimeout(Timeout.of(timeout));
        request.setHeader(HttpHeaders.HOST, host);
        HttpCoreContext context = HttpCoreContext.create();
        try {
            EXECUTOR.preProcess(request, PROCESSOR, context);
            return EXECUTOR.execute(request, wire, context);
        } catch (HttpException e) {
            throw new IOException("it does not speak HTTP: " + e.getMessage(), e);
        }
    }

    /** Tells whether another request can go this way, now that the answer has been read. */
    boolean reusable(ClassicHttpRequest request, ClassicHttpResponse answer) {
        used = System.nanoTime();
        return wire.isOpen()
                && wire.isConsistent()
                && DefaultConnectionReuseStrategy.INSTANCE.keepAlive(request, answer, HttpCoreContext.create());
    }

    Duration idle() {
        return Duration.ofNanos(System.nanoTime() - used);
    }

    /** Tells whether the other side has closed it; takes a millisecond if not. */
    boolean broken() {
        try {
            return wire.isStale();
        } catch (IOException e) {
            return true;
        }
    }

    void close() {
        wire.close(CloseMode.IMMEDIATE);
    }
}
