package io.outrider.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.schemas.Topic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The event-reactor of a stack, seen from outside: its metrics, its place in the topic, its memory. */
final class Reactor implements AutoCloseable {

    private static final String NAME = "event-reactor";
    private static final Duration LONGEST = Duration.ofMinutes(20);
    private static final Pattern DECISIONS =
            Pattern.compile("(?m)^outrider_reactions_decisions_total\\{[^}]*} ([0-9.E+]+)$");

    private final Stack stack;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Admin admin;

    Reactor(Stack stack) {
        this.stack = stack;
        this.admin = Admin.create(Map.of("bootstrap.servers", stack.kafka()));
    }

    /** How many lines of the decision log were written since the service started. */
    long decisions() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(stack.url(NAME) + "/q/metrics"))
                .build();
        String text = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        double sum = 0;
        for (Matcher line = DECISIONS.matcher(text); line.find(); ) {
            sum += Double.parseDouble(line.group(1));
        }
        return (long) sum;
    }

    /** Waits until so many lines of the decision log are written; returns when that was seen, by {@link System#nanoTime()}. */
    long awaitDecisions(String what, long before, long count) throws IOException, InterruptedException {
        Progress progress = new Progress(what + ": decided", count);
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() < deadline) {
            long now = decisions() - before;
            if (now >= count) {
                return System.nanoTime();
            }
            progress.at(now);
            Thread.sleep(50);
        }
        throw new IOException(
                "Expected " + count + " decisions within " + LONGEST + ", but there were " + (decisions() - before));
    }

    /** Waits until the reactor has read all events that there are. */
    void awaitNoBacklog() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        long backlog = backlog();
        Progress progress = new Progress("backlog", backlog);
        while (backlog > 0) {
            if (System.nanoTime() > deadline) {
                throw new IOException("Expected no backlog after " + LONGEST + ", but " + backlog + " events wait");
            }
            progress.at(backlog);
            Thread.sleep(200);
            backlog = backlog();
        }
    }

    private long backlog() throws IOException, InterruptedException {
        try {
            Map<TopicPartition, OffsetAndMetadata> read = admin.listConsumerGroupOffsets(NAME)
                    .partitionsToOffsetAndMetadata()
                    .get();
            long backlog = 0;
            for (int partition = 0; partition < partitions(); partition++) {
                TopicPartition topic = new TopicPartition(Topic.EVENTS_NAME, partition);
                long end = admin.listOffsets(Map.of(topic, OffsetSpec.latest()))
                        .partitionResult(topic)
                        .get()
                        .offset();
                OffsetAndMetadata committed = read.get(topic);
                backlog += end - (committed == null ? 0 : committed.offset());
            }
            return backlog;
        } catch (ExecutionException e) {
            throw new IOException("Expected Kafka to tell the reactor's place, but " + e.getCause(), e);
        }
    }

    private int partitions() throws ExecutionException, InterruptedException {
        return admin.describeTopics(List.of(Topic.EVENTS_NAME))
                .allTopicNames()
                .get()
                .get(Topic.EVENTS_NAME)
                .partitions()
                .size();
    }

    /** The process, as the stack's status says. */
    long pid() throws IOException, InterruptedException {
        for (JsonNode component : stack.status().path("components")) {
            if (component.path("name").asText().equals(NAME)) {
                return component.path("pid").asLong();
            }
        }
        throw new IOException("Expected the stack to have an event-reactor, but it has none");
    }

    /** Resident memory, MiB. */
    static double rssMb(long pid) throws IOException {
        String statm = Files.readString(Path.of("/proc", Long.toString(pid), "statm"));
        // 4 KiB a page on every Linux that the JDK runs on with its defaults here.
        return Math.round(Long.parseLong(statm.split(" ", -1)[1]) * 4 / 1024.0 * 10) / 10.0;
    }

    @Override
    public void close() {
        admin.close();
    }
}
