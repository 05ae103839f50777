package io.outrider.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.schemas.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart, the compose file and the code that they run say the same: topics, REST prefixes, the version of Kafka. */
class AgreementTest {

    private static final Map<String, String> MODULES = Map.of(
            "template-service", "template-service",
            "build-service", "build-service",
            "scheduler-service", "scheduler-service",
            "gateway", "executor-remote/gateway",
            "event-reactor", "event-reactor");

    private static final Pattern COMMAND = Pattern.compile("@Command\\(\\s*name = \"([a-z-]+)\"");

    private static final Pattern ROUTE = Pattern.compile("(?m)^ +([a-z-]+) +([a-z-]+);$");
    private static final Pattern RESOURCE = Pattern.compile("@Path\\(\"/api/v1/([a-z-]+)");

    @Test
    void shouldMakeEveryTopic() {
        assertThat(Release.of("operators").ofKind("KafkaTopic").map(Release::nameOf))
                .containsExactlyInAnyOrderElementsOf(
                        Topic.all().stream().map(Topic::name).toList());
    }

    /** As {@code outrider admin topics} makes them: the reactor takes the record's time for the time of receipt. */
    @Test
    void shouldMakeTopicsWithTheBrokersTimes() {
        assertThat(Release.of("operators").ofKind("KafkaTopic"))
                .allSatisfy(topic -> assertThat(
                                topic.at("/spec/config/message.timestamp.type").asText())
                        .isEqualTo("LogAppendTime"));
        assertThat(Release.of("default")
                        .ofKind("StatefulSet")
                        .filter(set -> Release.nameOf(set).endsWith("-kafka")))
                .singleElement()
                .satisfies(broker -> assertThat(broker.toString())
                        .contains("{\"name\":\"KAFKA_LOG_MESSAGE_TIMESTAMP_TYPE\",\"value\":\"LogAppendTime\"}"));
    }

    @Test
    void shouldRunTheKafkaThatTheTestsRun() {
        assertThat(Helm.CHART.resolve("values.yaml"))
                .content()
                .contains("image: docker.io/apache/kafka:" + System.getProperty("outrider.kafka.version") + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "elsewhere", "production"})
    void shouldTellTheLeaseWhichPodLeads(String name) throws IOException {
        String election = Files.readString(
                Helm.root().resolve("executor-k8s/service/src/main/java/io/outrider/k8s/leader/Election.java"));

        assertThat(election).contains("getenv(\"POD_NAME\")");
        assertThat(Release.of(name).pods().filter(pod -> pod.labels().has("outrider.io/role")))
                .isNotEmpty()
                .allSatisfy(pod -> assertThat(pod.spec().at("/containers/0/env").toString())
                        .contains("{\"name\":\"POD_NAME\",\"valueFrom\":"
                                + "{\"fieldRef\":{\"fieldPath\":\"metadata.name\"}}}"));
    }

    @Test
    void shouldTestWithCommandsThatThereAre() throws IOException {
        var commands = new TreeSet<String>();
        for (String source : sources(Helm.root().resolve("cli"), ".java")) {
            COMMAND.matcher(source).results().forEach(match -> commands.add(match.group(1)));
        }

        assertThat(Release.of("production").ofKind("Pod").flatMap(pod -> Release.elements(pod.at("/spec/containers"))))
                .isNotEmpty()
                .allSatisfy(container -> assertThat(commands)
                        .contains(
                                container.at("/args/0").asText(),
                                container.at("/args/1").asText()));
    }

    @Test
    void shouldLeadEveryRestResourceToItsService() throws IOException {
        JsonNode ingress =
                Release.of("production").ofKind("Ingress").findFirst().orElseThrow();

        var routes = new TreeMap<String, String>();
        Release.elements(ingress.at("/spec/rules/0/http/paths")).forEach(path -> {
            assertThat(path.path("pathType").asText()).isEqualTo("Prefix");
            routes.put(
                    path.path("path").asText(), path.at("/backend/service/name").asText());
        });

        var expected = new TreeMap<String, String>();
        owners().forEach((resource, service) -> expected.put("/api/v1/" + resource, "outrider-" + service));
        assertThat(routes).isEqualTo(expected);
    }

    @Test
    void shouldLeadEveryRestResourceToItsServiceWithComposeToo() throws IOException {
        String configuration = Files.readString(Helm.root().resolve("deploy/compose/nginx.conf"));
        int start = configuration.indexOf("map $resource $owner {");
        var routes = new TreeMap<String, String>();
        ROUTE.matcher(configuration.substring(start, configuration.indexOf('}', start)))
                .results()
                .forEach(match -> routes.put(match.group(1), match.group(2)));

        assertThat(routes).isEqualTo(owners());
    }

    /** Returns the service of each resource. */
    private static Map<String, String> owners() throws IOException {
        var owners = new TreeMap<String, String>();
        for (var module : MODULES.entrySet()) {
            for (String resource : resources(Helm.root().resolve(module.getValue()))) {
                owners.put(resource, module.getKey());
            }
        }
        return owners;
    }

    private static Set<String> resources(Path module) throws IOException {
        var found = new TreeSet<String>();
        for (String source : sources(module, "Resource.java")) {
            RESOURCE.matcher(source).results().forEach(match -> found.add(match.group(1)));
        }
        return found;
    }

    private static List<String> sources(Path module, String ending) throws IOException {
        var texts = new ArrayList<String>();
        try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(ending)).toList()) {
                texts.add(Files.readString(file));
            }
        }
        return texts;
    }
}
