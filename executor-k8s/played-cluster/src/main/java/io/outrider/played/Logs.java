package io.outrider.played;

import io.fabric8.kubernetes.api.model.Pod;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers for {@code pods/log}: follow, timestamps, sinceTime. */
final class Logs {

    private static final Pattern PATH = Pattern.compile("/api/v1/namespaces/([^/]+)/pods/([^/]+)/log");

    private final Store store;
    private final Kubelet kubelet;

    Logs(Store store, Kubelet kubelet) {
        this.store = store;
        this.kubelet = kubelet;
    }

    /** Sends the log to its end; the connection is closed after it. */
    void send(HttpMessage request, OutputStream out) throws IOException, InterruptedException {
        Matcher path = PATH.matcher(request.path());
        Optional<Pod> pod = path.matches() ? store.pod(path.group(1), path.group(2)) : Optional.empty();
        if (pod.isEmpty()) {
            ApiFront.send(out, 404, Refusal.statusJson(404, "pods \"" + request.path() + "\" not found"));
            return;
        }
        Map<String, String> query = request.query();
        String container = query.getOrDefault(
                "container", pod.get().getSpec().getContainers().getFirst().getName());
        Optional<ContainerRun> run = kubelet.run(pod.get()).flatMap(found -> found.container(container));
        if (run.isEmpty() || !run.get().started()) {
            String name = pod.get().getMetadata().getName();
            ApiFront.send(
                    out,
                    400,
                    Refusal.statusJson(
                            400,
                            "container \"" + container + "\" in pod \"" + name
                                    + "\" is waiting to start: ContainerCreating"));
            return;
        }
        out.write(
                "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        String since = query.get("sinceTime");
        run.get()
                .log()
                .write(
                        new Chunked(out),
                        "true".equals(query.get("timestamps")),
                        since == null ? null : Instant.parse(since),
                        "true".equals(query.get("follow")));
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static final class Chunked extends FilterOutputStream {
        Chunked(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (length > 0) {
                out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.write(bytes, offset, length);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        }
    }
}
