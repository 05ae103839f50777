package io.outrider.agent.gateway;

import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;

/** What came back for a request, read to its end. */
public record Answer(
        ClassicHttpResponse head,
        @SuppressWarnings("ArrayRecordComponent") byte[] body) {

    public int status() {
        return head.getCode();
    }

    /** Returns the first header of this name, whatever its case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(head.getFirstHeader(name)).map(Header::getValue);
    }
}
