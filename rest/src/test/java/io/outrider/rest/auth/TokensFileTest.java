package io.outrider.rest.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TokensFileTest {

    @Test
    void shouldReadNamesRolesAndTokens() {
        List<StaticToken> tokens = TokensFile.parse(
                List.of("# people", "", "ann:admin:0123456789abcdef", "bob:viewer,author:x:y:z-0123456789"));

        assertThat(tokens).extracting(StaticToken::name).containsExactly("ann", "bob");
        assertThat(tokens.get(1).roles()).containsExactlyInAnyOrder("viewer", "author");
        assertThat(tokens.get(1).hasHash(StaticToken.hash("x:y:z-0123456789"))).isTrue();
        assertThat(tokens.get(0).hasHash(StaticToken.hash("x:y:z-0123456789"))).isFalse();
    }

    @Test
    void shouldNameEveryWrongLineButNoToken() {
        assertThatThrownBy(() -> TokensFile.parse(List.of(
                        "ann:king:secret-0123456789",
                        "bob:viewer:short-secret",
                        "only-secret",
                        "a b:viewer:secret-0123456789",
                        "ann:viewer:secret-9876543210",
                        "eve:viewer:secret-9876543210")))
                .hasMessageContainingAll("line 1", "line 2", "line 3", "line 4", "line 6")
                .hasMessageNotContaining("line 5")
                .hasMessageNotContaining("secret");
    }
}
