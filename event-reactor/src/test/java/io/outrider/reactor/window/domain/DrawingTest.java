package io.outrider.reactor.window.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every time-line that docs/reactions.md draws, as it is drawn there. */
class DrawingTest {

    @TestFactory
    Stream<DynamicTest> shouldHappenAsItIsDrawn() {
        List<Drawing> all = Drawing.all();

        assertThat(all)
                .hasSizeGreaterThan(15)
                .allSatisfy(drawing -> assertThat(drawing.drawn()).isNotEmpty());
        return all.stream()
                .map(drawing -> DynamicTest.dynamicTest(
                        drawing.heading() + ": " + drawing.lines().getFirst(),
                        () -> assertThat(drawing.played()).isEqualTo(drawing.drawn())));
    }

    @Test
    void shouldSeeWhatIsDrawnWrong() {
        Drawing wrong = drawing("log       F    F", "          fires with 1: b");

        assertThat(wrong.drawn()).containsExactly("log {0=F, 1=F}", "fires with 1: b");
        assertThat(wrong.played()).containsExactly("log {0=F, 1=s}");
    }

    @Test
    void shouldRefuseALetterBesideItsTime() {
        assertThatThrownBy(() -> drawing("log       F     s").drawn())
                .hasMessage("Expected each letter below a time, but was: log       F     s");
    }

    private static Drawing drawing(String... log) {
        List<String> head = List.of("reReactDelay: 5m", "", "minutes   0    1    5", "events    a    b");
        return new Drawing("", Stream.concat(head.stream(), Stream.of(log)).toList());
    }
}
