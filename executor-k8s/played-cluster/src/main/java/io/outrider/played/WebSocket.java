package io.outrider.played;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The server's end of a WebSocket (RFC 6455) on which only it has something to say. */
final class WebSocket {

    private static final String KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private final OutputStream out;
    private volatile boolean open = true;

    private WebSocket(OutputStream out) {
        this.out = out;
    }

    /** Takes the client's wish for one. */
    static WebSocket accept(HttpMessage request, InputStream in, OutputStream out) throws IOException {
        String head =
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                        + proof(request.headers().getOrDefault("sec-websocket-key", "")) + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        WebSocket socket = new WebSocket(out);
        Thread.ofVirtual().start(() -> socket.listen(in));
        return socket;
    }

    private static String proof(String key) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-1").digest((key + KEY_SUFFIX).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to have SHA-1", e);
        }
    }

    boolean isOpen() {
        return open;
    }

    void send(String text) throws IOException {
        write(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Says goodbye in order. */
    void close() throws IOException {
        open = false;
        write(CLOSE, new byte[] {3, (byte) 0xe8});
    }

    private synchronized void write(int kind, byte[] data) throws IOException {
        out.write(0x80 | kind);
        if (data.length < 126) {
            out.write(data.length);
        } else {
            boolean large = data.length > 0xffff;
            out.write(large ? 127 : 126);
            for (int shift = large ? 56 : 8; shift >= 0; shift -= 8) {
                out.write((int) ((long) data.length >>> shift) & 0xff);
            }
        }
        out.write(data);
        out.flush();
    }

    /** Clients send nothing but pings and goodbyes, which are short. */
    private void listen(InputStream in) {
        try {
            while (open) {
                int kind = in.read() & 0x0f;
                int length = in.read();
                if (length < 0) {
                    break;
                }
                byte[] mask = in.readNBytes(4);
                byte[] data = in.readNBytes(length & 0x7f);
                for (int i = 0; i < data.length; i++) {
                    data[i] ^= mask[i % 4];
                }
                if (kind == PING) {
                    write(PONG, data);
                } else if (kind == CLOSE) {
                    write(CLOSE, data);
                    break;
                }
            }
        } catch (IOException broken) {
            // The same as an end.
        } finally {
            open = false;
        }
    }
}
