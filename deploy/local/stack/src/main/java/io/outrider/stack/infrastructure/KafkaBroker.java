package io.outrider.stack.infrastructure;

import io.outrider.schemas.Topic;
import io.outrider.stack.process.Component;
import io.outrider.stack.process.JavaCommand;
import io.outrider.stack.process.Launch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** The embedded Kafka node; creates the topics that are missing. */
public final class KafkaBroker implements Component {

    private final Installation installation;
    private final StackDirectory directory;
    private final InfrastructurePorts ports;
    private final int partitions;

    public KafkaBroker(Installation installation, StackDirectory directory, InfrastructurePorts ports, int partitions) {
        this.installation = installation;
        this.directory = directory;
        this.ports = ports;
        this.partitions = partitions;
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public Map<String, Integer> ports() {
        return Map.of("kafka", ports.kafka());
    }

    String bootstrapServers() {
        return "127.0.0.1:" + ports.kafka();
    }

    @Override
    public Launch launch() throws IOException {
        Path broker = installation.broker();
        var flags = Stream.concat(JavaCommand.PEAK_SPEED.stream(), Stream.of("-Xmx256m"))
                .toList();
        var java = new JavaCommand(
                flags,
                List.of(broker + "/*", broker + "/lib/*"),
                "io.outrider.broker.EmbeddedBroker",
                List.of(
                        "--data",
                        directory.kafka().toString(),
                        "--port",
                        Integer.toString(ports.kafka()),
                        "--controller-port",
                        Integer.toString(ports.kafkaController())));
        return new Launch(java.words(), Map.of(), directory.root(), directory.log(name()));
    }

    /** The broker opens its port only once it serves. */
    @Override
    public boolean isReady() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), ports.kafka())) {
            return socket.isConnected();
        }
    }

    @Override
    public void whenReady() throws ExecutionException, InterruptedException {
        createTopics(bootstrapServers(), partitions);
    }

    /** Creates the topics that a broker does not have yet. */
    public static void createTopics(String bootstrapServers, int partitions)
            throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            var existing = admin.listTopics().names().get();
            List<NewTopic> missing = Topic.all().stream()
                    .map(Topic::name)
                    .filter(name -> !existing.contains(name))
                    .map(name -> new NewTopic(name, partitions, (short) 1)
                            .configs(Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime")))
                    .collect(Collectors.toList());
            admin.createTopics(missing).all().get();
        }
    }
}
