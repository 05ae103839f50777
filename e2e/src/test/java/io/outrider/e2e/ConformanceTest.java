package io.outrider.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The node of the local stack keeps the container contract, as {@code outrider conformance} sees it. */
@ExtendWith(SharedStack.class)
class ConformanceTest {

    private final Outrider outrider;

    ConformanceTest(Outrider outrider) {
        this.outrider = outrider;
    }

    @Test
    void shouldFindNoRowBroken() {
        Outrider.Result result = outrider.run("conformance", "local", "--output", "json");

        JsonNode report = result.ok().json();
        assertThat(report.path("checks").findValuesAsText("id"))
                .contains("parameters-memory", "root-readonly", "log-complete", "exit-code", "cancel-kill", "timeout");
        assertThat(report.path("failed").asInt()).isZero();
        assertThat(report.path("passed").asInt()).isGreaterThan(20);
    }

    @Test
    void shouldSayThatANodeIsUnknown() {
        assertThat(outrider.run("conformance", "no-such-node").exitCode()).isEqualTo(3);
    }
}
