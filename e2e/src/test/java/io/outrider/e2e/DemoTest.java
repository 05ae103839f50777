package io.outrider.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The README's first command, on a stack of its own. It comes first: where a stack ends after a build, the services write archives of their
 * classes, with which they start in half the time. The shared stack, whose services are killed and restarted, then has them.
 */
@Order(1)
class DemoTest {

    @TempDir
    Path data;

    @Test
    void shouldTellTheWholeStoryAndLeaveNothingRunning() throws IOException {
        Outrider outrider = new Outrider(data);

        Outrider.Result demo = outrider.run("demo", "--down");

        assertThat(demo.exitCode()).as(demo.errors() + demo.output()).isZero();
        assertThat(demo.output() + demo.errors()).contains("SUCCEEDED", "outrider run", "outrider event publish");
        assertThat(byHand(demo)).containsPattern("event publish .* --wait").doesNotContain("--id", "job logs");
        assertThat(running()).as("processes of the stack").isEmpty();
    }

    /** What the demo offers to repeat. */
    private static String byHand(Outrider.Result demo) {
        return demo.output().substring(demo.output().indexOf("Again, by hand:"));
    }

    private List<String> running() {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(command -> command.contains(data.toString()))
                .toList();
    }
}
