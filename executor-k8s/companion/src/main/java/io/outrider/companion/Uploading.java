package io.outrider.companion;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes home what a task left: artifacts one after another, then the result, which the executor acknowledges once the end of the task
 * is safely told. A small result also lies in the container's termination message, should the executor be away for longer than the
 * pod lives. The task's files are not trusted: links are not followed.
 */
final class Uploading {

    private static final System.Logger LOG = System.getLogger("companion");
    private static final long MAX_OUTPUTS_BYTES = 1024 * 1024;
    private static final long MAX_ARTIFACT_BYTES = 1024L * 1024 * 1024;
    private static final int MAX_ARTIFACTS = 1_000;
    // The kubelet keeps so many bytes of a termination message.
    private static final int MAX_MESSAGE_BYTES = 4_096;

    // The executor answers within 5 seconds, if it is well.
    private static final Duration RESULT_TIMEOUT = Duration.ofSeconds(8);
    private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(15);
    private static final long SLOWEST_BYTES_PER_SECOND = 256 * 1024;

    private final Surroundings here;
    private final ExecutorClient client;
    private final List<Result.Artifact> kept = new ArrayList<>();
    private @Nullable String outputs;
    private @Nullable String problem;

    Uploading(Surroundings here) {
        this.here = here;
        this.client = new ExecutorClient(here);
    }

    void run() throws IOException, InterruptedException {
        outputs = outputs();
        leaveMessage();
        for (Path file : artifacts()) {
            send(file);
            leaveMessage();
        }
        leaveMessage();
        client.put(
                "/result",
                BodyPublishers.ofString(result().json()),
                Map.of("Content-Type", "application/json"),
                RESULT_TIMEOUT);
    }

    private Result result() {
        return new Result(outputs, problem, List.copyOf(kept));
    }

    private void leaveMessage() throws IOException {
        byte[] whole = result().json().getBytes(StandardCharsets.UTF_8);
        if (whole.length <= MAX_MESSAGE_BYTES) {
            Files.write(here.terminationLog(), whole);
        }
    }

    private @Nullable String outputs() throws IOException {
        Path file = here.out().resolve("outputs.json");
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            problem = "Expected outputs.json to be a file, but it is none";
            return null;
        }
        long size = Files.size(file);
        if (size > MAX_OUTPUTS_BYTES) {
            problem = "Expected outputs.json to be at most 1 MiB, but it is " + size
                    + " bytes; leave large files as artifacts";
            return null;
        }
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            problem = "Expected outputs.json to be UTF-8, but it is not";
            return null;
        }
    }

    private List<Path> artifacts() throws IOException {
        Path folder = here.out().resolve("artifacts");
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> found = files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .limit(MAX_ARTIFACTS + 1L)
                    .sorted()
                    .toList();
            if (found.size() > MAX_ARTIFACTS) {
                problem = "Expected at most " + MAX_ARTIFACTS
                        + " artifacts, but the task left more; pack them into an archive";
                return List.of();
            }
            return found;
        }
    }

    private void send(Path file) throws IOException, InterruptedException {
        String name = here.out().resolve("artifacts").relativize(file).toString();
        long size = Files.size(file);
        if (size > MAX_ARTIFACT_BYTES) {
            LOG.log(System.Logger.Level.WARNING, "Left out artifact '" + name + "': over 1 GiB");
            return;
        }
        byte[] sha256 = sha256(file);
        String digest = "sha-256=:" + Base64.getEncoder().encodeToString(sha256) + ":";
        try {
            client.put(
                    "/artifacts/" + Surroundings.encode(name),
                    BodyPublishers.ofFile(file),
                    Map.of("Repr-Digest", digest, "Content-Type", "application/octet-stream"),
                    SHORTEST_TIMEOUT.plusSeconds(size / SLOWEST_BYTES_PER_SECOND));
            kept.add(new Result.Artifact(name, HexFormat.of().formatHex(sha256), size));
        } catch (ExecutorClient.Refused e) {
            LOG.log(System.Logger.Level.WARNING, "Left out artifact '" + name + "': " + e.getMessage());
            if (e.status() == 410) {
                throw e;
            }
        }
    }

    private static byte[] sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestOutputStream digest =
                        new DigestOutputStream(OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(digest);
            return digest.getMessageDigest().digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to have SHA-256", e);
        }
    }
}
