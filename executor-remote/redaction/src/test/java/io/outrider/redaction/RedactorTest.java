package io.outrider.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RedactorTest {

    @Test
    void shouldHoldBackWhatMayBeTheBeginningOfAText() {
        Redactor redactor = new Redactor(List.of("s3cret"));

        assertThat(shown(redactor, "a s3c", false)).isEqualTo("a ");
        assertThat(redactor.isClear()).isFalse();
        assertThat(shown(redactor, "ret b", false)).isEqualTo("*** b");
        assertThat(redactor.isClear()).isTrue();
    }

    @Test
    void shouldShowWhatWasHeldBackWhenNothingFollows() {
        Redactor redactor = new Redactor(List.of("s3cret"));

        assertThat(shown(redactor, "a s3c", true)).isEqualTo("a s3c");
    }

    @Test
    void shouldHideTheLongestText() {
        Redactor redactor = new Redactor(List.of("pass", "password", ""));

        assertThat(shown(redactor, "password pass", true)).isEqualTo("*** ***");
    }

    private static String shown(Redactor redactor, String text, boolean last) {
        byte[] bytes = text.getBytes(UTF_8);
        return new String(redactor.next(bytes, bytes.length, last), UTF_8);
    }
}
