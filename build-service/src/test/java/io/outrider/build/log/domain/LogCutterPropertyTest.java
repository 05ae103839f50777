package io.outrider.build.log.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** However text comes in, the lines are the same, numbered without gaps, and bounded. */
class LogCutterPropertyTest {

    @Property
    void shouldNotDependOnHowTheTextIsSplit(@ForAll("texts") List<String> parts) {
        List<LogLine> split = cut(new LogCutter(100_000, 0, 0), parts);
        List<LogLine> whole = cut(new LogCutter(100_000, 0, 0), List.of(String.join("", parts)));

        assertThat(split).isEqualTo(whole);
    }

    @Property
    void shouldNumberLinesWithoutGaps(@ForAll("texts") List<String> parts) {
        List<LogLine> lines = cut(new LogCutter(100_000, 41, 0), parts);

        for (int i = 0; i < lines.size(); i++) {
            assertThat(lines.get(i).seq()).isEqualTo(42 + i);
        }
    }

    @Property
    void shouldEndWithANoteWhereTheBytesAreUsedUp(@ForAll("texts") List<String> parts) {
        List<LogLine> lines = cut(new LogCutter(50, 0, 0), parts);

        long notes = lines.stream()
                .filter(line -> line.text().startsWith("[The log is longer"))
                .count();
        String kept = lines.stream()
                .map(LogLine::text)
                .filter(text -> !text.startsWith("[The log is longer"))
                .collect(Collectors.joining());
        assertThat(notes).isLessThanOrEqualTo(1);
        assertThat(kept.length()).isLessThan(50);
    }

    private static List<LogLine> cut(LogCutter cutter, List<String> parts) {
        List<LogLine> lines = new ArrayList<>();
        parts.forEach(part -> lines.addAll(cutter.take(part)));
        lines.addAll(cutter.finish());
        return lines;
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.strings()
                .withChars('a', 'ü', '\n', '\r', '\0')
                .ofMaxLength(20)
                .list()
                .ofMaxSize(12);
    }
}
