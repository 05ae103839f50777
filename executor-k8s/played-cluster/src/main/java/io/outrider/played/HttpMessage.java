package io.outrider.played;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One request as it came over the socket; headers by their names in lower case. */
final class HttpMessage {

    private static final int MOST_HEAD_BYTES = 64 * 1024;

    private final String method;
    private final String target;
    private final Map<String, String> headers;
    private final byte[] head;
    private final byte[] body;

    private HttpMessage(String method, String target, Map<String, String> headers, byte[] head, byte[] body) {
        this.method = method;
        this.target = target;
        this.headers = headers;
        this.head = head;
        this.body = body;
    }

    String method() {
        return method;
    }

    /** Path and query. */
    String target() {
        return target;
    }

    Map<String, String> headers() {
        return headers;
    }

    /** The bytes before the body, as they came. */
    byte[] head() {
        return head;
    }

    byte[] body() {
        return body;
    }

    /** Reads the next request; empty when the client has closed the connection. */
    static Optional<HttpMessage> read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int ends = 0;
        while (ends < 4 && head.size() < MOST_HEAD_BYTES) {
            int next = in.read();
            if (next < 0) {
                return Optional.empty();
            }
            head.write(next);
            boolean expected = next == (ends % 2 == 0 ? '\r' : '\n');
            ends = expected ? ends + 1 : next == '\r' ? 1 : 0;
        }
        String[] lines = head.toString(StandardCharsets.ISO_8859_1).split("\r\n", -1);
        String[] first = lines[0].split(" ", -1);
        Map<String, String> headers = new LinkedHashMap<>();
        Arrays.stream(lines).skip(1).filter(line -> line.contains(":")).forEach(line -> {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        });
        byte[] body = "chunked".equalsIgnoreCase(headers.get("transfer-encoding"))
                ? chunks(in)
                : in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return Optional.of(new HttpMessage(first[0], first[1], headers, head.toByteArray(), body));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line(in), 16);
            body.writeBytes(in.readNBytes(size));
            line(in);
            if (size == 0) {
                return body.toByteArray();
            }
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    String path() {
        return target.split("\\?", 2)[0];
    }

    Map<String, String> query() {
        Map<String, String> query = new LinkedHashMap<>();
        String[] parts = target.split("\\?", 2);
        if (parts.length == 2) {
            for (String pair : parts[1].split("&", -1)) {
                String[] words = pair.split("=", 2);
                query.put(words[0], words.length < 2 ? "" : URLDecoder.decode(words[1], StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    boolean watches() {
        return query().getOrDefault("watch", "").equals("true");
    }

    boolean upgrades() {
        return "websocket".equalsIgnoreCase(headers.get("upgrade"));
    }

    HttpMessage withBody(byte[] other) {
        return new HttpMessage(method, target, headers, head, other);
    }
}
