package io.outrider.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RedactorPropertyTest {

    @Property
    void shouldDoTheSameHoweverTheStreamIsCut(
            @ForAll("texts") String text,
            @ForAll @Size(max = 3) List<@From("hidden") String> hidden,
            @ForAll @IntRange(min = 1, max = 7) int chunk) {
        Redactor redactor = new Redactor(hidden);

        assertThat(inChunks(redactor, text.getBytes(UTF_8), chunk)).isEqualTo(whole(text, hidden));
        assertThat(redactor.isClear()).isTrue();
    }

    /** Few letters, so that texts overlap and repeat. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("abö").ofMaxLength(40);
    }

    @Provide
    Arbitrary<String> hidden() {
        return Arbitraries.strings().withChars("abö").ofMaxLength(5);
    }

    private static String inChunks(Redactor redactor, byte[] bytes, int chunk) {
        var shown = new ByteArrayOutputStream();
        for (int at = 0; at < bytes.length; at += chunk) {
            byte[] part = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + chunk));
            shown.writeBytes(redactor.next(part, part.length, false));
        }
        shown.writeBytes(redactor.next(new byte[0], 0, true));
        return shown.toString(UTF_8);
    }

    /** From left to right, the longest of the texts that match there. */
    private static String whole(String text, List<String> hidden) {
        String alternatives = hidden.stream()
                .filter(word -> !word.isEmpty())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        return alternatives.isEmpty() ? text : text.replaceAll(alternatives, "***");
    }
}
