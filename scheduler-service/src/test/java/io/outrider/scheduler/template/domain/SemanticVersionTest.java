package io.outrider.scheduler.template.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SemanticVersionTest {

    @Test
    void shouldOrderAsTheStandardSays() {
        List<String> ordered = List.of(
                "1.0.0-alpha",
                "1.0.0-alpha.1",
                "1.0.0-alpha.beta",
                "1.0.0-beta.2",
                "1.0.0-beta.11",
                "1.0.0-rc.1",
                "1.0.0",
                "1.2.0",
                "1.10.0",
                "2.0.0");

        assertThat(ordered.reversed().stream().sorted(SemanticVersion.ORDER)).containsExactlyElementsOf(ordered);
    }

    @Test
    void shouldPreferReleasesWhereNoVersionIsNamed() {
        List<String> ordered = List.of("1.0.0-rc.1", "2.0.0-alpha", "2.0.0-beta+b", "1.0.0", "1.1.0+b-1");

        assertThat(ordered.reversed().stream().sorted(SemanticVersion.LATEST_LAST))
                .containsExactlyElementsOf(ordered);
    }
}
