package io.outrider.cli.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.cli.testing.Cli;
import io.outrider.schemas.Topic;
import io.outrider.stack.process.FreePorts;
import io.outrider.stack.testing.SharedInfrastructure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

class TopicsCommandTest {

    @Test
    void shouldMakeWhatIsMissingAndThenNothing() throws ExecutionException, InterruptedException {
        String kafka = SharedInfrastructure.endpoints().kafka();
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka))) {
            admin.deleteTopics(List.of(Topic.EVENTS_NAME)).all().get();

            Cli.Result first = topics(kafka, "--partitions", "3", "--replication-factor", "1");
            Cli.Result second = topics(kafka, "--partitions", "5", "--replication-factor", "1");

            assertThat(first.err()).contains("1 topics made, 10 were there");
            assertThat(second.err()).contains("0 topics made, 11 were there");
            assertThat(List.of(first.code(), second.code())).containsOnly(0);
            assertThat(admin.describeTopics(List.of(Topic.EVENTS_NAME))
                            .allTopicNames()
                            .get()
                            .get(Topic.EVENTS_NAME)
                            .partitions())
                    .hasSize(3);
            var topic = new ConfigResource(ConfigResource.Type.TOPIC, Topic.EVENTS_NAME);
            assertThat(admin.describeConfigs(List.of(topic))
                            .all()
                            .get()
                            .get(topic)
                            .get("max.message.bytes")
                            .value())
                    .isEqualTo("4194304");
        }
    }

    @Test
    void shouldSayWhenNobodyAnswers() {
        String nobody = "127.0.0.1:" + new FreePorts().any();

        Cli.Result result = topics(nobody, "--wait", "1s");

        assertThat(result.err()).contains("Expected Kafka to answer at " + nobody);
        assertThat(result.code()).isEqualTo(5);
    }

    @Test
    void shouldTakeWhatProtectsTheWayFromTheEnvironment() {
        Cli.Result result = new Cli()
                .with("KAFKA_SECURITY_PROTOCOL", "NO_SUCH_PROTOCOL")
                .run("admin", "topics", "--bootstrap-servers", "127.0.0.1:1");

        assertThat(result.err()).contains("Expected to make the topics", "NO_SUCH_PROTOCOL");
        assertThat(result.code()).isEqualTo(4);
    }

    @Test
    void shouldRefuseNumbersThatMakeNoTopic() {
        Cli.Result result = topics("127.0.0.1:1", "--partitions", "0");

        assertThat(result.err()).contains("--partitions");
        assertThat(result.code()).isEqualTo(2);
    }

    private static Cli.Result topics(String servers, String... more) {
        List<String> words = new ArrayList<>(List.of("admin", "topics", "--bootstrap-servers", servers));
        words.addAll(List.of(more));
        return new Cli().run(words.toArray(String[]::new));
    }
}
