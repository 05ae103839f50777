package io.outrider.reactor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrider.reactor.reaction.application.ReferenceReactor;
import io.outrider.schemas.Envelope;
import io.outrider.schemas.Topic;
import io.outrider.stack.infrastructure.Endpoints;
import io.outrider.stack.testing.MortalInfrastructure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged service, its broker and its database are killed, each several times and whatever the others do just then, while events come
 * by REST and windows are open. Every event that was answered 202 is decided, and all decisions, firings and jobs are those that the
 * reference makes of the same events.
 */
class ReactorFaultIT {

    private static final int SENDERS = 4;
    private static final int KILLS = 4;
    private static final int LONGEST_LIFE = 3_000;
    private static final int LONGEST_DEATH = 2_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final String ANY = "{any: %s}";
    private static final String GROUPED = "groupBy: data.group, whileRunning: parallel, triggerLimiter: {%s},";

    private static final List<Watched> REACTIONS = List.of(
            new Watched("plain", List.of("fault/plain"), ANY, ""),
            new Watched("counted", List.of("fault/counted"), ANY, GROUPED.formatted("minOccurrences: 3, within: 2s")),
            new Watched("delayed", List.of("fault/delayed"), ANY, GROUPED.formatted("reReactDelay: 2s")),
            new Watched(
                    "window",
                    List.of("fault/window"),
                    ANY,
                    GROUPED.formatted("waitForMore: {timeout: 1s, resetTimeoutOnMore: true, maxTimeout: 3s}")),
            new Watched(
                    "joined",
                    List.of("fault/left", "fault/right"),
                    "{all: %s, within: 2s}",
                    GROUPED.formatted("minOccurrences: 2")),
            new Watched(
                    "mixed",
                    List.of("fault/counted", "fault/left"),
                    ANY,
                    GROUPED.formatted("minOccurrences: 2, within: 3s, reReactDelay: 1s, waitForMore: {timeout: 1s}")));

    private static final List<String> TYPES = REACTIONS.stream()
            .flatMap(reaction -> reaction.on().stream())
            .distinct()
            .toList();

    @TempDir
    Path dir;

    private interface Act {
        void run() throws Exception;
    }

    @Test
    void shouldFireAsTheReferenceDoesWhateverIsKilled() throws Exception {
        long seed = System.nanoTime();
        try (MortalInfrastructure infrastructure = new MortalInfrastructure(dir.resolve("stack"))) {
            infrastructure.start();
            Endpoints endpoints = infrastructure.endpoints();
            try (ReactorProcess reactor = new ReactorProcess(endpoints, dir, settings())) {
                reactor.start();
                for (Watched reaction : REACTIONS) {
                    reactor.apply(reaction.name(), reaction.yaml());
                }

                List<String> accepted = kill(infrastructure, reactor, seed);

                try (Database database = new Database(endpoints)) {
                    database.awaitSettled(accepted.size());
                    check(database, endpoints, accepted, seed);
                }
            }
        }
    }

    private static List<String> settings() {
        List<String> settings = new ArrayList<>(ReactorProcess.mortal());
        // However slow the machine is, windows wait for what Kafka has.
        settings.add("-Doutrider.reactions.timer-patience=PT10M");
        return settings;
    }

    /** Returns the ids of the events that were accepted in the meantime. */
    private static List<String> kill(MortalInfrastructure infrastructure, ReactorProcess reactor, long seed)
            throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            try {
                List<Future<List<String>>> senders = new ArrayList<>();
                for (int i = 0; i < SENDERS; i++) {
                    Random random = new Random(seed + i);
                    senders.add(threads.submit(new Sender(reactor, "g" + i, TYPES, random, over::get)));
                }
                List<Future<?>> killers = List.of(
                        killer(threads, seed + 11, infrastructure.broker()::kill, infrastructure.broker()::start),
                        killer(threads, seed + 12, infrastructure.database()::kill, infrastructure.database()::start),
                        // It may end by itself where it finds no database: somebody starts it again, as everywhere.
                        killer(
                                threads,
                                seed + 13,
                                reactor::kill,
                                () -> await().atMost(PATIENCE).untilAsserted(reactor::start)));
                for (Future<?> killer : killers) {
                    killer.get();
                }
                over.set(true);
                List<String> accepted = new ArrayList<>();
                for (Future<List<String>> sender : senders) {
                    accepted.addAll(sender.get());
                }
                return accepted;
            } finally {
                over.set(true);
            }
        }
    }

    private static Future<?> killer(ExecutorService threads, long seed, Act kill, Act start) {
        Random random = new Random(seed);
        return threads.submit(() -> {
            for (int i = 0; i < KILLS; i++) {
                Thread.sleep(random.nextInt(LONGEST_LIFE));
                kill.run();
                Thread.sleep(random.nextInt(LONGEST_DEATH));
                start.run();
            }
            return null;
        });
    }

    private static void check(Database database, Endpoints endpoints, List<String> accepted, long seed)
            throws Exception {
        assertThat(database.texts("select id from event where source = '/it'"))
                .as("events, seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(accepted);
        assertThat(Topics.read(endpoints, Topic.DEAD_LETTERS_NAME)).isEmpty();
        List<ReferenceReactor.Reaction> reactions = new ArrayList<>();
        for (Watched reaction : REACTIONS) {
            reactions.add(reaction.reference());
        }
        Map<UUID, Long> kept = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : Topics.read(endpoints, Topic.EVENTS_NAME)) {
            // One that was sent again is decided by its first record.
            kept.putIfAbsent(UUID.fromString(Envelope.from(record.headers()).id()), record.timestamp());
        }
        Retelling retelling = Retelling.of(database, reactions, kept);
        assertThat(database.texts(ReferenceReactor.DECISIONS))
                .as("decisions, seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(retelling.decisions());
        assertThat(database.texts(ReferenceReactor.FIRINGS))
                .as("firings, seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(retelling.firings());
        List<String> requested = Topics.read(endpoints, Topic.JOB_REQUESTS_NAME).stream()
                .map(record -> Envelope.from(record.headers()).id())
                .toList();
        assertThat(new HashSet<>(requested))
                .as("jobs, seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(retelling.jobs());
        System.out.printf(
                "%d events, %d firings, %d records of job requests%n",
                accepted.size(), retelling.firings().size(), requested.size());
        for (Watched reaction : REACTIONS) {
            assertThat(database.number("select count(*) from firing where reaction = '" + reaction.name() + "'"))
                    .as("firings of %s", reaction.name())
                    .isPositive();
        }
    }
}
