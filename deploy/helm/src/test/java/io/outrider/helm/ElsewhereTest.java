package io.outrider.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.played.OpenApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the recipe applies in another cluster: an account with the rights of the executor {@code there}, no more. */
class ElsewhereTest {

    private static final Path EXPECTED = Helm.root().resolve("deploy/helm/src/test/resources/elsewhere.yaml");

    @ParameterizedTest
    @MethodSource("io.outrider.helm.Helm#all")
    void shouldRenderWhatIsExpected(Helm helm) throws IOException {
        String rendered = rights(helm, "executorRights=there").text();

        if ("write".equals(System.getProperty("outrider.golden"))) {
            Files.writeString(EXPECTED, rendered);
        }
        assertThat(rendered).isEqualTo(Files.readString(EXPECTED));
    }

    @Test
    void shouldAllowThereWhatIsAllowedHere() {
        Release here = Release.of("elsewhere");
        Release there = Release.parse(
                "there", rights(Helm.any(), "executorRights=there").text());

        assertThat(rules(there)).isEqualTo(rules(here));
        assertThat(there.resources()).allSatisfy(resource -> {
            assertThat(resource.at("/metadata/namespace").asText()).isEqualTo("jobs");
            assertThat(OpenApi.problems(resource)).isEmpty();
        });
    }

    @Test
    void shouldMakeTheNamespaceIfItIsAsked() {
        Release there = Release.parse(
                "there",
                rights(Helm.any(), "executorRights=there,executorDefaults.createNamespace=true")
                        .text());

        assertThat(there.ofKind("Namespace").map(Release::nameOf)).containsExactly("jobs");
    }

    private static Helm.Outcome rights(Helm helm, String settings) {
        var options = new ArrayList<>(Release.options("elsewhere"));
        options.addAll(List.of("--set", settings, "--show-only", "templates/executor/elsewhere.yaml"));
        return helm.template(options);
    }

    /** The rules of all Roles; the Lease is named after the executor. */
    private static Set<String> rules(Release release) {
        return release.ofKind("Role")
                .flatMap(role -> Release.elements(role.path("rules")))
                .map(JsonNode::toString)
                .map(rule -> rule.replaceAll("outrider-executor-(here|there)", "outrider-executor-NAME"))
                .collect(Collectors.toSet());
    }
}
