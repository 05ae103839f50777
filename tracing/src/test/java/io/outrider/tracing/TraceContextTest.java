package io.outrider.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {

    private static final String HEADER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void shouldReadWhatItWrites() {
        TraceContext context = TraceContext.parse(HEADER);

        assertThat(context)
                .isEqualTo(new TraceContext("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", true))
                .extracting(TraceContext::traceparent)
                .isEqualTo(HEADER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more"
            })
    void shouldTakeWhatIsNoContextForNone(String text) {
        assertThat(TraceContext.parse(text)).isNull();
        assertThat(TraceContext.checked(text)).isNull();
    }

    @Test
    void shouldGiveTheSameAttemptTheSameSpan() {
        assertThat(SpanIds.ofRun("task", 1, 2))
                .isEqualTo(SpanIds.ofRun("task", 1, 2))
                .matches("[0-9a-f]{16}");
        assertThat(SpanIds.ofRun("task", 1, 2)).isNotEqualTo(SpanIds.ofRun("task", 2, 1));
    }
}
