package io.outrider.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The alerts know what the chart's ServiceMonitor names, and lead to their runbooks. */
class AlertsTest {

    private static final Pattern JOBS = Pattern.compile("\\bjob=~\"([^\"]+)\"");

    @ParameterizedTest
    @MethodSource("io.outrider.helm.Release#cases")
    void shouldMatchEveryJobOfTheServiceMonitor(String name) {
        Release release = monitored(name);

        Set<String> jobs = jobs(release);

        assertThat(jobs).isNotEmpty();
        assertThat(List.of("OutriderServiceDown", "OutriderBacklog", "OutriderRequestsFail"))
                .allSatisfy(alert -> assertThat(matchers(release, alert))
                        .isNotEmpty()
                        .allSatisfy(matcher -> assertThat(jobs).allMatch(job -> job.matches(matcher))));
    }

    @ParameterizedTest
    @MethodSource("io.outrider.helm.Release#cases")
    void shouldMissTheLeaderOfEveryExecutorAndOfNothingElse(String name) {
        Release release = monitored(name);

        Set<String> executors = jobs(release).stream()
                .filter(job -> job.startsWith("outrider-executor-"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(executors.isEmpty()).isEqualTo(name.equals("operators"));
        assertThat(matchers(release, "OutriderNoLeader"))
                .singleElement()
                .satisfies(matcher -> assertThat(jobs(release).stream().filter(job -> job.matches(matcher)))
                        .containsExactlyElementsOf(executors));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    https://git.example.com/docs   | runbook_url | https://git.example.com/docs/
                    https://git.example.com/docs/  | runbook_url | https://git.example.com/docs/
                                                   | runbook     | docs/
                    """)
    void shouldLeadToTheRunbooks(@Nullable String docs, String annotation, String start) {
        Release release =
                monitored("default", "monitoring.prometheusRule.docsUrl=" + Objects.requireNonNullElse(docs, ""));

        List<JsonNode> alerts = alerts(release).toList();

        assertThat(alerts).isNotEmpty().allSatisfy(alert -> {
            assertThat(Release.fields(alert.path("annotations")).map(Map.Entry::getKey))
                    .containsExactlyInAnyOrder("summary", annotation);
            String page = alert.path("annotations").path(annotation).asText();
            assertThat(page).startsWith(start + "runbooks/");
            assertThat(Helm.root().resolve("docs").resolve(page.substring(start.length())))
                    .isRegularFile();
        });
    }

    private static Release monitored(String name, String... settings) {
        var options = new ArrayList<>(Release.options(name));
        Stream.of(settings).forEach(setting -> options.addAll(List.of("--set", setting)));
        options.addAll(
                List.of("--set", "monitoring.serviceMonitor.enabled=true,monitoring.prometheusRule.enabled=true"));
        return Release.parse(name, Helm.any().template(options).text());
    }

    /** The label {@code job} of what the ServiceMonitor selects, by its relabelling. */
    private static Set<String> jobs(Release release) {
        JsonNode monitor = release.ofKind("ServiceMonitor").findFirst().orElseThrow();
        JsonNode relabelling = monitor.at("/spec/endpoints/0/relabelings/0");
        assertThat(relabelling.path("targetLabel").asText()).isEqualTo("job");
        assertThat(relabelling.at("/sourceLabels/0").asText())
                .isEqualTo("__meta_kubernetes_service_label_app_kubernetes_io_component");
        return release.ofKind("Service")
                .map(service -> service.at("/metadata/labels"))
                .filter(labels -> Release.selects(monitor.at("/spec/selector/matchLabels"), labels))
                .map(labels -> labels.path("app.kubernetes.io/component").asText())
                .map(component -> relabelling.path("replacement").asText().replace("$1", component))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> matchers(Release release, String alert) {
        return alerts(release)
                .filter(rule -> rule.path("alert").asText().equals(alert))
                .flatMap(rule -> JOBS.matcher(rule.path("expr").asText()).results())
                .map(found -> found.group(1))
                .toList();
    }

    private static Stream<JsonNode> alerts(Release release) {
        return release.ofKind("PrometheusRule")
                .flatMap(rules -> Release.elements(rules.at("/spec/groups")))
                .flatMap(group -> Release.elements(group.path("rules")));
    }
}
