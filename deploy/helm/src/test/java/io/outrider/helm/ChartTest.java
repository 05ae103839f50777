package io.outrider.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Helm itself says of the chart and of values. */
class ChartTest {

    static Stream<Arguments> helmsAndCases() {
        return Helm.all().flatMap(helm -> Release.cases().map(name -> Arguments.of(helm, name)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("helmsAndCases")
    void shouldPassLintStrictly(Helm helm, String name) {
        var words = new ArrayList<>(List.of("lint", "--strict", "--kube-version", "1.36.0", Helm.CHART.toString()));
        words.addAll(Release.options(name));

        Helm.Outcome outcome = helm.run(words);

        assertThat(outcome.code()).as(outcome.output() + outcome.errors()).isZero();
        assertThat(outcome.output()).contains("0 chart(s) failed").doesNotContain("[WARNING]", "[ERROR]");
    }

    @ParameterizedTest
    @MethodSource("io.outrider.helm.Helm#all")
    void shouldBePackagedWithDashboardsAndAlerts(Helm helm, @TempDir Path folder) throws IOException {
        helm.run(List.of("package", Helm.CHART.toString(), "--destination", folder.toString()))
                .text();

        var outcome = helm.template(
                folder.resolve("outrider-0.1.0.tgz"),
                "outrider",
                List.of(
                        "--set",
                        "monitoring.dashboards.enabled=true,monitoring.prometheusRule.enabled=true,monitoring.serviceMonitor.enabled=true"));

        Release release = Release.parse("packaged", outcome.text());
        assertThat(release.ofKind("ConfigMap").map(Release::nameOf)).containsAll(dashboards());
        assertThat(release.ofKind("PrometheusRule").toList())
                .singleElement()
                .satisfies(rules -> assertThat(rules.at("/spec/groups")).isNotEmpty());
    }

    private static List<String> dashboards() throws IOException {
        try (Stream<Path> files = Files.list(Helm.root().resolve("deploy/grafana"))) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".json"))
                    .map(file -> "outrider-dashboard-" + file.replace(".json", ""))
                    .toList();
            assertThat(names).isNotEmpty();
            return names;
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    kafka.mode=rabbit                                          | /kafka/mode
                    gateway.replica=2                                          | replica
                    executors[0].name=Prod                                     | /executors/0/name': 'Prod' does not match pattern '^[a-z0-9]
                    executors[0].name=prod_eu                                  | /executors/0/name': 'prod_eu' does not match pattern '^[a-z0-9]
                    executors[0].name=prod-                                    | /executors/0/name
                    executors[0].name=a-name-of-21-letters-                    | /executors/0/name
                    executors[0].node=Prod_EU                                  | /executors/0/node
                    executors[0].namespace=Prod_EU                             | /executors/0/namespace
                    executors[0].name=a,executors[0].properties.outrider\\.k8s\\.name=Prod_EU | the properties of a may not have outrider.k8s.name
                    executors[0].name=a,executors[0].properties.outrider\\.k8s\\.lease\\.name=b | the properties of a may not have outrider.k8s.lease.name
                    executorRights=Prod_EU                                     | /executorRights
                    executorRights=nobody                                      | executorRights: there is no executor nobody
                    executorRights=kubernetes                                  | executorRights: kubernetes has no kubeconfig.existingSecret
                    monitoring.prometheusRule.docsUrl=docs                     | /monitoring/prometheusRule/docsUrl
                    kafka.bootstrapServers=nowhere                             | /kafka/bootstrapServers
                    kafka.topics.partitions=0                                  | /kafka/topics/partitions
                    kafka.mode=external                                        | kafka.bootstrapServers is needed
                    postgresql.mode=external                                   | postgresql.host is needed
                    registry.mode=external                                     | registry.url is needed
                    artifacts.mode=s3                                          | artifacts.s3.bucket is needed
                    secrets.generate=false                                     | is needed
                    gateway.replicas=2                                         | Several gateways need one certificate authority
                    migrations.mode=hook                                       | migrations.mode hook needs
                    gateway.agents.tlsRoute.enabled=true,gateway.agents.hostnames[0]=a | tlsRoute.parentRefs is needed
                    executors[0].name=a,executors[0].kubeconfig.existingSecret=b | a needs companionUrl
                    gateway.agents.ingress.enabled=true                        | gateway.agents.hostnames is needed
                    defaults.terminationGracePeriodSeconds=5                   | /defaults/terminationGracePeriodSeconds
                    gateway.terminationGracePeriodSeconds=0                    | /gateway/terminationGracePeriodSeconds
                    buildService.terminationGracePeriodSeconds=0               | /buildService/terminationGracePeriodSeconds
                    eventReactor.terminationGracePeriodSeconds=0               | /eventReactor/terminationGracePeriodSeconds
                    executorDefaults.terminationGracePeriodSeconds=0           | /executorDefaults/terminationGracePeriodSeconds
                    executors[0].name=a,executors[0].terminationGracePeriodSeconds=0 | /executors/0/terminationGracePeriodSeconds
                    gateway.agents.hostnames[0]=Agents.example.com             | /gateway/agents/hostnames/0
                    gateway.agents.hostnames[0]=agents_1.example.com           | /gateway/agents/hostnames/0
                    gateway.agents.hostnames[0]=*.example.com                  | /gateway/agents/hostnames/0
                    gateway.agents.hostnames[0]=agents.example.com.            | /gateway/agents/hostnames/0
                    gateway.agents.hostnames[0]=agents.example.com:9443        | /gateway/agents/hostnames/0
                    gateway.agents.hostnames[0]=203.0.113.7:9443               | /gateway/agents/hostnames/0
                    gateway.agents.ingress.enabled=true,gateway.agents.hostnames[0]=203.0.113.7 | 203.0.113.7 is an address
                    gateway.agents.tlsRoute.enabled=true,gateway.agents.hostnames[0]=2001:db8::7 | 2001:db8::7 is an address
                    postgresql.mode=external,postgresql.host=db                | postgresql.tls.caSecret is needed
                    postgresql.mode=external,postgresql.host=db,postgresql.tls.mode=require | postgresql.existingSecret is needed
                    gateway.env[0].name=A,gateway.env[1].name=A                | env of gateway names A twice
                    gateway.autoscaling.enabled=true,gateway.autoscaling.maxReplicas=1 | is less than minReplicas
                    """)
    void shouldRefuseWithTheKeyToMend(String settings, String reason) {
        Helm.Outcome outcome = Helm.any().template(List.of("--set", settings));

        assertThat(outcome.code()).isNotZero();
        assertThat(outcome.errors()).contains(reason);
    }

    /** The user name and the password of somebody else's database cannot be made up; each service may have its own. */
    @Test
    void shouldMakeNoSecretForAnExternalDatabase() {
        Helm.Outcome outcome = Helm.any()
                .template(List.of(
                        "--set",
                        "postgresql.mode=external,postgresql.host=db,postgresql.tls.mode=require,"
                                + "defaults.database.existingSecret=own,registry.database.existingSecret=schemas"));

        assertThat(Release.parse("external", outcome.text()).ofKind("Secret").map(Release::nameOf))
                .isNotEmpty()
                .noneMatch(name -> name.contains("postgresql"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"agents.example.com", "localhost", "203.0.113.7", "2001:db8::7"})
    void shouldPutNamesAndAddressesThatAgentsCallInTheCertificate(String host) {
        Helm.Outcome outcome = Helm.any().template(List.of("--set", "gateway.agents.hostnames[0]=" + host));

        assertThat(outcome.text()).containsPattern("value: \"?" + Pattern.quote(host + ",outrider-gateway-agents,"));
    }
}
