package io.outrider.scheduler.job.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.scheduler.node.domain.Ability;
import io.outrider.scheduler.node.domain.Node;
import io.outrider.scheduler.node.domain.NodeName;
import io.outrider.scheduler.node.domain.NodeStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AimTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static Node node(Map<String, String> labels, List<String> runtimes) {
        return new Node(
                new NodeName("web-1"),
                "remote",
                "default",
                NodeStatus.ONLINE,
                null,
                labels,
                Map.of(),
                runtimes,
                1,
                1,
                null,
                NOW,
                NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "HOST, host, true",
        "HOST, kubernetes, false",
        "HOST, sandbox, false",
        "HOST_TOOLS, sandbox, true",
        "HOST_TOOLS, process, true",
        "HOST_TOOLS, docker, false",
        "HOST_TOOLS, host, false",
        "IMAGE, docker, true",
        "IMAGE, kubernetes, true",
        "IMAGE, process, false",
        "IMAGE_ARCHIVE, sandbox, true",
        "IMAGE_ARCHIVE, kubernetes, false"
    })
    void shouldChooseNodesThatCan(Ability ability, String runtime, boolean able) {
        Node node = node(Map.of("role", "web"), List.of(runtime));

        assertThat(new Aim(null, null, false)
                        .narrowed(ability)
                        .target("default")
                        .matches(node))
                .isEqualTo(able);
        assertThat(new Aim(null, "role=web", false)
                        .narrowed(ability)
                        .target("default")
                        .matches(node))
                .isEqualTo(able);
        assertThat(new Aim(null, "db-*", false)
                        .narrowed(ability)
                        .target("default")
                        .matches(node))
                .isFalse();
    }

    @Test
    void shouldNotBelieveALabel() {
        Node boastful = node(Map.of("runs.host", "true"), List.of("process"));

        assertThat(new Aim(null, null, false)
                        .narrowed(Ability.HOST)
                        .target("default")
                        .matches(boastful))
                .isFalse();
    }

    @Test
    void shouldNarrowOnce() {
        Aim once = new Aim(null, "role=web", false).narrowed(Ability.IMAGE);

        assertThat(once.selector()).isEqualTo("role=web,runs.images");
        assertThat(once.narrowed(Ability.IMAGE)).isEqualTo(once);
    }

    @Test
    void shouldLeaveNamedNodesAndAllNodesAlone() {
        Aim named = new Aim("web-1", null, false);
        Aim all = new Aim(null, "role=web", true);

        assertThat(named.narrowed(Ability.HOST)).isEqualTo(named);
        assertThat(all.narrowed(Ability.HOST)).isEqualTo(all);
    }
}
