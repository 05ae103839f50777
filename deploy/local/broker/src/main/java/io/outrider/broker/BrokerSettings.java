package io.outrider.broker;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the broker keeps its data and which ports of the loopback address it takes.
 *
 * @param dataDirectory created if missing; a broker that finds its own data there goes on with it
 * @param clientPort the port of producers and consumers
 * @param controllerPort the port of the node's own quorum
 */
record BrokerSettings(Path dataDirectory, int clientPort, int controllerPort) {

    static final String USAGE = "Usage: EmbeddedBroker --data DIR --port PORT --controller-port PORT";

    /** Reads the arguments and names the first one that is wrong. */
    static BrokerSettings parse(String[] arguments) {
        var given = new LinkedHashMap<String, String>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(
                        "Expected a value after " + arguments[i] + ", but found none. " + USAGE);
            }
            given.put(arguments[i], arguments[i + 1]);
        }
        var settings = new BrokerSettings(
                Path.of(take(given, "--data")).toAbsolutePath(),
                port(given, "--port"),
                port(given, "--controller-port"));
        if (!given.isEmpty()) {
            throw new IllegalArgumentException(
                    "Expected no other option, but found " + String.join(", ", given.keySet()) + ". " + USAGE);
        }
        return settings;
    }

    private static int port(Map<String, String> given, String option) {
        String text = take(given, option);
        try {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // Falls through to the one message for everything that is not a port.
        }
        throw new IllegalArgumentException(
                "Expected " + option + " to be a port from 1 to 65535, but found '" + text + "'. " + USAGE);
    }

    private static String take(Map<String, String> given, String option) {
        String value = given.remove(option);
        if (value == null) {
            throw new IllegalArgumentException("Expected " + option + ", but it is missing. " + USAGE);
        }
        return value;
    }

    /** Returns Kafka's own configuration: one node in both roles, small and quick, nothing created by accident. */
    Map<String, String> kafkaProperties() {
        var kafka = new LinkedHashMap<String, String>();
        kafka.put("process.roles", "broker,controller");
        kafka.put("node.id", "1");
        // A static quorum stores no port, so that the node can come back on other ports.
        kafka.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        kafka.put("controller.listener.names", "CONTROLLER");
        kafka.put("listeners", "CLIENT://127.0.0.1:" + clientPort + ",CONTROLLER://127.0.0.1:" + controllerPort);
        kafka.put("advertised.listeners", "CLIENT://127.0.0.1:" + clientPort);
        kafka.put("listener.security.protocol.map", "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        kafka.put("inter.broker.listener.name", "CLIENT");
        kafka.put("log.dirs", dataDirectory.resolve("log").toString());
        kafka.put("auto.create.topics.enable", "false");
        kafka.put("auto.leader.rebalance.enable", "false");
        // A task's outputs may be 1 MiB, and a record carries more than them.
        kafka.put("message.max.bytes", "4194304");
        kafka.put("replica.fetch.max.bytes", "4194304");
        addSingleNodeTopics(kafka);
        addSmallFootprint(kafka);
        return kafka;
    }

    private static void addSingleNodeTopics(Map<String, String> kafka) {
        kafka.put("offsets.topic.replication.factor", "1");
        kafka.put("offsets.topic.num.partitions", "4");
        kafka.put("transaction.state.log.replication.factor", "1");
        kafka.put("transaction.state.log.min.isr", "1");
        kafka.put("transaction.state.log.num.partitions", "1");
        kafka.put("share.coordinator.state.topic.replication.factor", "1");
        kafka.put("share.coordinator.state.topic.min.isr", "1");
        kafka.put("share.coordinator.state.topic.num.partitions", "1");
        // Every consumer of the stack starts at once; waiting for more of a group only delays it.
        kafka.put("group.initial.rebalance.delay.ms", "0");
        kafka.put("log.retention.hours", "168");
        // After a crash the node waits this long for its own earlier self to be declared dead; the default is 9 s.
        kafka.put("broker.session.timeout.ms", "2500");
        kafka.put("broker.heartbeat.interval.ms", "400");
    }

    private static void addSmallFootprint(Map<String, String> kafka) {
        kafka.put("num.network.threads", "2");
        kafka.put("num.io.threads", "4");
        kafka.put("background.threads", "2");
        kafka.put("num.recovery.threads.per.data.dir", "2");
        kafka.put("log.segment.bytes", Integer.toString(64 << 20));
        kafka.put("log.index.size.max.bytes", Integer.toString(1 << 20));
        // The default of 128 MiB is allocated at the start; compacted topics here hold only consumer offsets.
        kafka.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
        kafka.put("log.cleaner.io.buffer.size", Integer.toString(256 << 10));
    }
}
