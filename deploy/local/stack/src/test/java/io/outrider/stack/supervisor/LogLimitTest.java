package io.outrider.stack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogLimitTest {

    @Test
    void shouldEmptyOnlyTheLogThatIsTooLargeAndKeepItsTextOnce(@TempDir Path logs) throws Exception {
        // given
        Path large = Files.writeString(logs.resolve("large.log"), "0123456789");
        Path small = Files.writeString(logs.resolve("small.log"), "01234");

        // when
        new LogLimit(logs, 5).apply();

        // then
        assertThat(large).isEmptyFile();
        assertThat(logs.resolve("large.log.1")).hasContent("0123456789");
        assertThat(small).hasContent("01234");
    }
}
