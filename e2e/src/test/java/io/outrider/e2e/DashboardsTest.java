package io.outrider.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Dashboards and alerts against a real Prometheus that watches the running stack. */
@ExtendWith(SharedStack.class)
class DashboardsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path ROOT = Path.of(System.getProperty("outrider.root"));
    private static final Path ALERTS = ROOT.resolve("deploy/prometheus/alerts.yaml");
    private static final String LINKS = "https://outrider.example/docs/";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern METRIC = Pattern.compile("\\b(outrider|kafka|http_server|jvm|process|sql)_[a-z0-9_]+");

    private static final String INSTEAD = " or on() label_replace(vector(0)";

    private final Outrider outrider;
    private final ClusterExecutor cluster;

    @TempDir
    Path folder;

    DashboardsTest(Outrider outrider, ClusterExecutor cluster) {
        this.outrider = outrider;
        this.cluster = cluster;
    }

    /** A query of a panel, as Grafana would send it for all jobs. */
    private record Query(String panel, String expression) {

        /** Returns it without the zero that some show instead of nothing. */
        String measured() {
            int end = expression.indexOf(INSTEAD);
            return end < 0 ? expression : expression.substring(0, end);
        }
    }

    @Test
    void shouldShowDataInEveryPanelAndKeepEveryRuleWell() throws Exception {
        assumeTrue(Prometheus.isInstalled(), "no Prometheus");
        ObservedLoad.run(outrider, folder);
        List<Query> queries = queries();
        assertThat(queries).hasSizeGreaterThan(50);

        try (Prometheus prometheus = Prometheus.start(Services.of(outrider, cluster), folder, ALERTS)) {
            // Rates need two scrapes between which something happened.
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    prometheus.query("sum(up)").at("/0/value/1").asText())
                            .isEqualTo("6"));
            ObservedLoad.run(outrider, folder);
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(queries)
                            .filteredOn(
                                    query -> prometheus.query(query.measured()).isEmpty())
                            .as("panels without data")
                            .isEmpty());
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(prometheus.rules())
                            .isNotEmpty()
                            .allSatisfy(rule -> assertThat(rule.path("health").asText())
                                    .as(rule.path("name").asText())
                                    .isEqualTo("ok")));

            Set<String> named = new TreeSet<>();
            queries.forEach(query -> named.addAll(metrics(query.expression())));
            prometheus
                    .rules()
                    .forEach(rule -> named.addAll(metrics(rule.path("query").asText())));
            assertThat(Exposition.of(Services.of(outrider, cluster).values()).samples())
                    .as("metrics that dashboards and alerts name")
                    .containsAll(named);
            assertThat(prometheus.rules())
                    .allSatisfy(rule -> assertThat(runbook(rule)).isRegularFile());
        }
    }

    @Test
    void shouldPassPromtool() throws Exception {
        assumeTrue(Prometheus.isInstalled(), "no Prometheus");
        StringBuilder rules = new StringBuilder("groups:\n- name: panels\n  rules:\n");
        for (Query query : queries()) {
            rules.append("  - record: panel\n    expr: ")
                    .append(JSON.writeValueAsString(query.expression()))
                    .append("\n    labels: {panel: ")
                    .append(JSON.writeValueAsString(query.panel() + " " + rules.length()))
                    .append("}\n");
        }
        Path panels = Files.writeString(folder.resolve("panels.yaml"), rules);

        Process promtool = new ProcessBuilder("promtool", "check", "rules", panels.toString(), ALERTS.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(promtool.waitFor()).as(output).isZero();
    }

    private static Path runbook(JsonNode rule) {
        String link = rule.at("/annotations/runbook_url").asText();
        assertThat(link).startsWith(LINKS);
        return ROOT.resolve("docs").resolve(link.substring(LINKS.length()));
    }

    private static Set<String> metrics(String expression) {
        return new TreeSet<>(
                METRIC.matcher(expression).results().map(MatchResult::group).toList());
    }

    private static List<Query> queries() throws IOException {
        List<Query> queries = new ArrayList<>();
        try (Stream<Path> files = Files.list(ROOT.resolve("deploy/grafana"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                for (JsonNode panel : JSON.readTree(file.toFile()).path("panels")) {
                    String name =
                            file.getFileName() + ": " + panel.path("title").asText();
                    panel.path("targets")
                            .forEach(target -> queries.add(new Query(
                                    name,
                                    target.path("expr")
                                            .asText()
                                            .replace("$__rate_interval", "10s")
                                            .replace("$job", ".*"))));
                }
            }
        }
        return queries;
    }
}
