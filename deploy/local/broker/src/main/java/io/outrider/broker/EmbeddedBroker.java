package io.outrider.broker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * A real Kafka node for the embedded stack, bound to the loopback address.
 *
 * <p>Prints {@code READY <port>} once it serves. Stops when standard input ends, so that it never outlives the process
 * that holds the other end, and on SIGTERM. Topics, records and offsets stay in the data directory; an unclean end is
 * recovered at the next start. Exit codes: 0 stopped, 1 failed, 2 wrong arguments.
 */
public final class EmbeddedBroker {

    /** A controlled shutdown takes well under a second; a broker that hangs is ended so that nothing is orphaned. */
    private static final long SHUTDOWN_LIMIT_SECONDS = 15;

    private EmbeddedBroker() {}

    public static void main(String[] arguments) {
        BrokerSettings settings;
        try {
            settings = BrokerSettings.parse(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        try {
            run(settings);
        } catch (RuntimeException failure) {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private static void run(BrokerSettings settings) {
        Path configuration = writeConfiguration(settings);
        formatIfNew(settings, configuration);
        var server = new KafkaRaftServer(new KafkaConfig(settings.kafkaProperties(), false), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> shutDown(server), "broker-shutdown"));
        endWithStandardInput();
        server.startup();
        System.out.println("READY " + settings.clientPort());
        server.awaitShutdown();
    }

    private static Path writeConfiguration(BrokerSettings settings) {
        try {
            Files.createDirectories(settings.dataDirectory());
            Path file = settings.dataDirectory().resolve("server.properties");
            String lines = settings.kafkaProperties().entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                    .collect(Collectors.joining("\n", "", "\n"));
            return Files.writeString(file, lines);
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "Expected to write into " + settings.dataDirectory() + ", but could not", failure);
        }
    }

    private static void formatIfNew(BrokerSettings settings, Path configuration) {
        if (Files.exists(settings.dataDirectory().resolve("log").resolve("meta.properties"))) {
            return;
        }
        String[] format = {"format", "--cluster-id", Uuid.randomUuid().toString(), "--config", configuration.toString()
        };
        var quiet = new ByteArrayOutputStream();
        int code = StorageTool.execute(format, new PrintStream(quiet, true, StandardCharsets.UTF_8));
        if (code != 0) {
            throw new IllegalStateException("Expected to format " + settings.dataDirectory() + ", but Kafka refused: "
                    + quiet.toString(StandardCharsets.UTF_8));
        }
    }

    private static void endWithStandardInput() {
        Thread.ofPlatform().name("stdin-watch").daemon().start(() -> {
            try {
                while (System.in.read() >= 0) {
                    // Whatever is written here means nothing; only the end of the stream does.
                }
            } catch (IOException closed) {
                // A broken pipe is the same message as its end.
            }
            System.exit(0);
        });
    }

    private static void shutDown(KafkaRaftServer server) {
        Thread.ofPlatform().name("shutdown-limit").daemon().start(() -> {
            try {
                TimeUnit.SECONDS.sleep(SHUTDOWN_LIMIT_SECONDS);
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(1);
        });
        server.shutdown();
    }
}
