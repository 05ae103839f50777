package io.outrider.agent.fake;

import com.sun.net.httpserver.HttpExchange;
import io.outrider.agent.fake.FakeGateway.Answer;
import io.outrider.protocol.AgentPaths;
import io.outrider.protocol.ByteRange;
import io.outrider.protocol.ContentRange;
import io.outrider.protocol.TaskRef;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Logs, artifacts and blobs of the fake gateway. */
public final class FakeTransfers {

    private final FakeDesk desk;
    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
    private final AtomicInteger forgetAfter = new AtomicInteger(-1);
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    FakeTransfers(FakeDesk desk) {
        this.desk = desk;
    }

    /** Offers a blob, and returns its hash. */
    public String blob(byte[] content) {
        try {
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
            blobs.put(sha256, content.clone());
            return sha256;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From now on no blob is sent, until {@link #release}. */
    public void hold() {
        gate = new CountDownLatch(1);
    }

    /** Returns true if somebody waits for a blob. */
    public boolean held() {
        return waiting.get() > 0;
    }

    /** Sends what was held back. */
    public void release() {
        gate.countDown();
    }

    /** After so many log ranges the gateway forgets half of the log it has, once: the agent has to go back. */
    public void forgetLogAfter(int ranges) {
        forgetAfter.set(ranges);
    }

    public Map<String, byte[]> artifacts(TaskRef ref) {
        return desk.task(ref).artifacts;
    }

    Answer answer(HttpExchange exchange, String path, byte[] body) {
        if (path.startsWith(AgentPaths.BLOBS)) {
            return blob(exchange, path.substring(AgentPaths.BLOBS.length()));
        }
        String[] parts = path.substring(AgentPaths.TASKS.length()).split("/", 5);
        TaskRef ref = new TaskRef(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
        FakeTask task = desk.task(ref);
        synchronized (desk) {
            if (task.state != FakeTask.State.ACCEPTED) {
                return Answer.problem(410, "stale-epoch", Map.of());
            }
            if (parts[3].equals("artifacts")) {
                task.artifacts.put(parts[4], body);
                return new Answer(204, "", new byte[0], Map.of());
            }
            return log(exchange, task, body);
        }
    }

    private Answer log(HttpExchange exchange, FakeTask task, byte[] body) {
        ContentRange range = ContentRange.parse(exchange.getRequestHeaders().getFirst(ContentRange.HEADER));
        if (forgetAfter.getAndDecrement() == 0) {
            byte[] half = Arrays.copyOf(task.log.toByteArray(), task.log.size() / 2);
            task.log.reset();
            task.log.writeBytes(half);
        }
        if (range.offset() > task.log.size()) {
            return new Answer(
                    416,
                    "application/problem+json",
                    Answer.problem(416, "range", Map.of()).body(),
                    Map.of(
                            ContentRange.HEADER,
                            ContentRange.unsatisfied(task.log.size()).text()));
        }
        int known = (int) Math.min(body.length, task.log.size() - range.offset());
        if (task.log.size() == 0) {
            task.firstLogNanos = System.nanoTime();
        }
        task.log.write(body, known, body.length - known);
        return new Answer(
                202,
                "",
                new byte[0],
                Map.of(
                        ByteRange.HEADER,
                        ByteRange.accepted(Math.max(1, task.log.size())).text()));
    }

    private Answer blob(HttpExchange exchange, String sha256) {
        waiting.incrementAndGet();
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.decrementAndGet();
        }
        byte[] content = blobs.get(sha256);
        if (content == null) {
            return Answer.problem(404, "not-found", Map.of());
        }
        String range = exchange.getRequestHeaders().getFirst(ByteRange.HEADER);
        if (range == null) {
            return new Answer(200, "application/octet-stream", content, Map.of());
        }
        int first = (int) ByteRange.parse(range).first();
        if (first >= content.length) {
            return Answer.problem(416, "range", Map.of());
        }
        return new Answer(
                206, "application/octet-stream", Arrays.copyOfRange(content, first, content.length), Map.of());
    }
}
