package io.outrider.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelSyntaxTest {

    @ParameterizedTest
    @ValueSource(strings = {"role", "example.com/role", "a.b_c-d", "X"})
    void shouldAcceptKubernetesKeys(String key) {
        assertThat(LabelSyntax.problems(Map.of(key, ""))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a-", "a b", "/a", "A.com/a", "a/", "a/b/c", "ä"})
    void shouldRefuseOtherKeys(String key) {
        assertThat(LabelSyntax.problems(Map.of(key, "v")))
                .singleElement()
                .asString()
                .contains("'" + key + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-a", "a b", "a/b", "0123456789012345678901234567890123456789012345678901234567890123"})
    void shouldRefuseOtherValues(String value) {
        assertThat(LabelSyntax.problems(Map.of("k", value))).hasSize(1);
    }
}
