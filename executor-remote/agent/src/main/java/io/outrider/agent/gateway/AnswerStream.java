package io.outrider.agent.gateway;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;

/** An answer whose body is read as it comes; whoever asked closes it. */
final class AnswerStream implements AutoCloseable {

    private final ClassicHttpResponse head;
    private final Connection connection;

    AnswerStream(ClassicHttpResponse head, Connection connection) {
        this.head = head;
        this.connection = connection;
    }

    int status() {
        return head.getCode();
    }

    /** Returns the body; empty if there is none. */
    InputStream body() throws IOException {
        return head.getEntity() == null
                ? InputStream.nullInputStream()
                : head.getEntity().getContent();
    }

    /** Reads the body, but no more than so much of it. */
    Answer read(int limit) throws IOException {
        return new Answer(head, body().readNBytes(limit));
    }

    /** Ends the connection: what is left of a large body costs more than another one does. */
    @Override
    public void close() {
        connection.close();
    }
}
