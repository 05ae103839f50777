package io.outrider.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests together: what one names is there in another. */
class RelationsTest {

    /** Made by operators, under names that they choose. */
    private static final Set<String> OF_OPERATORS = Set.of(
            "outrider-cluster-ca-cert", "outrider-postgresql-app", "outrider-postgresql-ca", "outrider-agents-ca");

    static Stream<String> cases() {
        return Release.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldSelectPods(String name) {
        Release release = Release.of(name);
        List<Release.PodOf> pods = release.pods().toList();

        assertThat(Stream.of("Deployment", "StatefulSet").flatMap(release::ofKind))
                .allMatch(owner -> Release.selects(
                        owner.at("/spec/selector/matchLabels"), owner.at("/spec/template/metadata/labels")));
        assertThat(release.ofKind("Service")).allSatisfy(service -> {
            var selected = pods.stream()
                    .filter(pod -> Release.selects(service.at("/spec/selector"), pod.labels()))
                    .toList();
            assertThat(selected).as(Release.id(service)).hasSize(1);
            assertThat(selected.getFirst().ports())
                    .containsAll(Release.elements(service.at("/spec/ports"))
                            .map(port -> port.path("targetPort").asText())
                            .toList());
        });
        assertThat(pods)
                .allSatisfy(pod -> assertThat(release.ofKind("Service")
                                .filter(service -> Release.selects(service.at("/spec/selector"), pod.labels()))
                                .flatMap(service -> Release.elements(service.at("/spec/ports")))
                                .map(port -> port.path("targetPort").asText()))
                        .as("ports of %s that a Service leads to", pod)
                        .containsExactlyInAnyOrderElementsOf(pod.ports()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldMountWhatThereIsAndNothingElse(String name) {
        assertThat(Release.of(name).pods()).allSatisfy(pod -> {
            var claims = Release.elements(pod.owner().at("/spec/volumeClaimTemplates"))
                    .map(claim -> claim.at("/metadata/name").asText());
            var volumes = Stream.concat(
                            claims,
                            Release.elements(pod.spec().path("volumes"))
                                    .map(volume -> volume.path("name").asText()))
                    .toList();
            assertThat(volumes).doesNotHaveDuplicates();
            assertThat(pod.containers()).allSatisfy(container -> {
                assertThat(named(container.path("volumeMounts"), "mountPath")).doesNotHaveDuplicates();
                assertThat(named(container.path("env"), "name")).doesNotHaveDuplicates();
            });
            assertThat(pod.containers().flatMap(container -> named(container.path("volumeMounts"), "name").stream()))
                    .containsAll(volumes)
                    .isSubsetOf(volumes);
        });
    }

    /** A name that occurs twice is refused by an API server that Helm 4 applies to. */
    @ParameterizedTest
    @MethodSource("cases")
    void shouldPreferVariablesOfTheValues(String name) {
        var options = new ArrayList<>(Release.options(name));
        options.addAll(List.of(
                "--set",
                "defaults.javaOptions=-Xmx1g,defaults.env[0].name=JAVA_TOOL_OPTIONS,defaults.env[0].value=-Xmx2g,"
                        + "defaults.env[1].name=OUTRIDER_REGISTRY_URL,defaults.env[1].value=http://own"));

        Release release = Release.parse(name, Helm.any().template(options).text());

        assertThat(release.ofKind("Deployment")
                        .map(deployment -> deployment.at("/spec/template/spec/containers/0/env"))
                        .filter(variables -> named(variables, "name").contains("OUTRIDER_REGISTRY_URL")))
                .isNotEmpty()
                .allSatisfy(variables -> {
                    assertThat(named(variables, "name")).doesNotHaveDuplicates().contains("KAFKA_BOOTSTRAP_SERVERS");
                    assertThat(variables.toString())
                            .contains(
                                    "{\"name\":\"JAVA_TOOL_OPTIONS\",\"value\":\"-Xmx2g\"}",
                                    "{\"name\":\"OUTRIDER_REGISTRY_URL\",\"value\":\"http://own\"}");
                });
    }

    @Test
    void shouldLimitWhatEachExecutorKeepsInTmp() {
        Helm.Outcome outcome = Helm.any()
                .template(List.of("--set", "executors[0].name=a,executors[1].name=b,executors[1].temporary=16Gi"));

        assertThat(Release.parse("temporary", outcome.text())
                        .ofKind("Deployment")
                        .filter(deployment -> Release.nameOf(deployment).contains("-executor-"))
                        .map(deployment -> deployment
                                .at("/spec/template/spec/volumes/0/emptyDir/sizeLimit")
                                .asText()))
                .containsExactly("4Gi", "16Gi");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldNameConfigMapsClaimsAccountsAndPortsThatExist(String name) {
        Release release = Release.of(name);

        assertThat(release.pods()).allSatisfy(pod -> {
            assertThat(release.ofKind("ConfigMap").map(Release::nameOf))
                    .containsAll(text(pod.spec().findValues("configMap"), "name"));
            assertThat(release.ofKind("PersistentVolumeClaim").map(Release::nameOf))
                    .containsAll(text(pod.spec().findValues("persistentVolumeClaim"), "claimName"));
            String account = pod.spec().path("serviceAccountName").asText();
            assertThat(account.isEmpty()
                            || release.ofKind("ServiceAccount")
                                    .anyMatch(each -> Release.nameOf(each).equals(account)))
                    .isTrue();
            assertThat(pod.ports())
                    .containsAll(pod.containers()
                            .flatMap(container -> Stream.of("startupProbe", "livenessProbe", "readinessProbe")
                                    .map(container::path))
                            .flatMap(probe -> Stream.of(probe.path("httpGet"), probe.path("tcpSocket")))
                            .filter(check -> check.has("port"))
                            .map(check -> check.path("port").asText())
                            .toList());
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldTakeEachSecretByReference(String name) {
        Release release = Release.of(name);
        var made = release.ofKind("Secret").map(Release::nameOf).collect(Collectors.toCollection(TreeSet::new));
        String values =
                Helm.any().run(List.of("show", "values", Helm.CHART.toString())).text();

        var named = new TreeSet<String>();
        release.pods().forEach(pod -> {
            named.addAll(text(pod.spec().findValues("secret"), "secretName"));
            named.addAll(text(pod.spec().findValues("secretKeyRef"), "name"));
            named.addAll(pullSecrets(pod.spec()));
        });

        if (name.equals("default")) {
            assertThat(made).isEqualTo(named);
        } else {
            assertThat(made).isEmpty();
            assertThat(named).isNotEmpty();
            String given = String.join(" ", Release.options(name)) + readValues(name) + values;
            assertThat(named).allMatch(secret -> given.contains(secret) || OF_OPERATORS.contains(secret));
        }
        assertThat(release.pods().flatMap(pod -> pod.containers()))
                .allSatisfy(container -> assertThat(Release.elements(container.path("env"))
                                .filter(variable ->
                                        variable.path("name").asText().matches(".*(PASSWORD|SECRET_KEY|TOKEN)$")))
                        .allMatch(variable -> variable.has("valueFrom")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "operators", "production"})
    void shouldAskEveryServiceAndForEveryExecutorWhenTested(String name) {
        Release release = Release.of(name);

        List<JsonNode> asking = release.ofKind("Pod")
                .flatMap(pod -> Release.elements(pod.at("/spec/containers")))
                .toList();

        assertThat(asking.stream().map(container -> container.at("/env/0/value").asText()))
                .containsOnlyOnceElementsOf(release.ofKind("Deployment")
                        .filter(each -> each.toString().contains("OUTRIDER_AUTH_TOKENS_FILE")
                                || each.toString().contains("QUARKUS_OIDC_TENANT_ENABLED"))
                        .map(each -> "http://" + Release.nameOf(each))
                        .filter(each -> !each.endsWith("scheduler-service"))
                        .toList());
        assertThat(asking.stream().map(container -> container.path("args").toString()))
                .contains("[\"node\",\"list\"]")
                .containsAll(executors(release)
                        .flatMap(executor -> found(executor, "(?m)^outrider.k8s.node=(.*)$"))
                        .map(node -> "[\"node\",\"show\",\"" + node + "\"]")
                        .toList());
        assertThat(asking)
                .allMatch(container ->
                        container.at("/env/1/name").asText().equals("OUTRIDER_TOKEN") != name.equals("operators"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "operators"})
    void shouldMakeTheDatabasesThatPodsOpen(String name) {
        var options = new ArrayList<>(Release.options(name));
        options.addAll(List.of("--set", "registry.database.name=schemas,gateway.database.name=agents"));

        Release release = Release.parse(name, Helm.any().template(options).text());

        Stream<String> scripts = release.ofKind("ConfigMap")
                .flatMap(map -> found(map.at("/data/databases.sql").asText(), "CREATE DATABASE (\\w+)'"));
        Stream<String> clusters = release.ofKind("Cluster")
                .map(cluster -> cluster.at("/spec/bootstrap/initdb/database").asText());
        Stream<String> databases = release.ofKind("Database")
                .map(database -> database.at("/spec/name").asText());
        assertThat(Stream.of(scripts, clusters, databases).flatMap(each -> each))
                .contains("schemas", "agents")
                .containsExactlyInAnyOrderElementsOf(release.pods()
                        .flatMap(pod -> found(pod.spec().toString(), "jdbc:postgresql://[^/]+/(\\w+)"))
                        .collect(Collectors.toSet()));
    }

    /** Each Secret that the example for production names is one that the recipe has made before, in the namespace that it is read in. */
    @Test
    void shouldFindTheSecretsOfTheRecipe() throws IOException {
        Release release = Release.of("production");

        String recipe = Files.readString(Helm.root().resolve("docs/recipes/install-on-kubernetes.md"));

        Set<String> named = secrets(release);
        assertThat(named).contains("outrider registry", "outrider-jobs registry");
        assertThat(Pattern.compile("kubectl -n (\\S+) create secret \\S+ (\\S+)")
                        .matcher(recipe)
                        .results()
                        .map(made -> made.group(1) + " " + made.group(2)))
                .containsExactlyInAnyOrderElementsOf(named);
        assertThat(recipe).contains("kubectl create namespace outrider\n", "kubectl create namespace outrider-jobs\n");
        assertThat(release.ofKind("Namespace")).isEmpty();
    }

    /** Returns the namespace and the name of each Secret that pods, the Ingress and the pods of jobs take. */
    private static Set<String> secrets(Release release) {
        var named = new TreeSet<String>();
        release.pods().forEach(pod -> {
            named.addAll(inside("outrider", text(pod.spec().findValues("secret"), "secretName")));
            named.addAll(inside("outrider", text(pod.spec().findValues("secretKeyRef"), "name")));
            named.addAll(inside("outrider", pullSecrets(pod.spec())));
        });
        release.ofKind("Ingress")
                .forEach(ingress -> named.addAll(inside("outrider", named(ingress.at("/spec/tls"), "secretName"))));
        executors(release)
                .forEach(executor -> named.addAll(inside(
                        values(executor, "outrider\\.k8s\\.namespace").getFirst(),
                        values(executor, "outrider\\.k8s\\.image-pull-secrets\\[\\d+]"))));
        return named;
    }

    /** Returns the properties of each executor. */
    private static Stream<String> executors(Release release) {
        return release.ofKind("ConfigMap")
                .filter(map -> map.path("data").has("executor.properties"))
                .map(map -> map.at("/data/executor.properties").asText());
    }

    private static List<String> inside(String namespace, List<String> secrets) {
        return secrets.stream().map(secret -> namespace + " " + secret).toList();
    }

    private static List<String> pullSecrets(JsonNode pod) {
        return named(pod.path("imagePullSecrets"), "name");
    }

    private static List<String> values(String properties, String key) {
        return found(properties, "(?m)^" + key + "=(.*)$").toList();
    }

    /** Returns what the group of the pattern is, wherever it is found. */
    private static Stream<String> found(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldNotStopDrainsOrFightTheAutoscaler(String name) {
        Release release = Release.of(name);
        List<JsonNode> deployments = release.ofKind("Deployment").toList();
        List<JsonNode> scaled = release.ofKind("HorizontalPodAutoscaler").toList();

        assertThat(release.ofKind("PodDisruptionBudget")).allSatisfy(budget -> {
            assertThat(budget.path("spec").has("minAvailable")).isFalse();
            JsonNode target = deployments.stream()
                    .filter(deployment -> Release.selects(
                            budget.at("/spec/selector/matchLabels"), deployment.at("/spec/template/metadata/labels")))
                    .findFirst()
                    .orElseThrow();
            assertThat(target.at("/spec/replicas").asInt(2)).isGreaterThan(1);
        });
        assertThat(release.pods())
                .allSatisfy(pod -> assertThat(release.ofKind("PodDisruptionBudget")
                                .filter(budget ->
                                        Release.selects(budget.at("/spec/selector/matchLabels"), pod.labels())))
                        .hasSizeLessThanOrEqualTo(1));
        assertThat(scaled).allSatisfy(scaler -> {
            JsonNode target = deployments.stream()
                    .filter(each -> Release.nameOf(each)
                            .equals(scaler.at("/spec/scaleTargetRef/name").asText()))
                    .findFirst()
                    .orElseThrow();
            assertThat(target.path("spec").has("replicas")).isFalse();
            assertThat(Release.elements(target.at("/spec/template/spec/containers")))
                    .allMatch(container -> container.at("/resources/requests").has("cpu"));
        });
        assertThat(deployments)
                .filteredOn(deployment -> !deployment.path("spec").has("replicas"))
                .hasSameSizeAs(scaled);
    }

    private static List<String> named(JsonNode array, String field) {
        return Release.elements(array)
                .map(element -> element.path(field).asText())
                .toList();
    }

    private static List<String> text(List<JsonNode> nodes, String field) {
        return nodes.stream().map(node -> node.path(field).asText()).toList();
    }

    private static String readValues(String name) {
        try {
            return Files.readString(
                    name.equals("production")
                            ? Helm.CHART.resolve("values-production.yaml")
                            : Release.folder(name).resolve("values.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
