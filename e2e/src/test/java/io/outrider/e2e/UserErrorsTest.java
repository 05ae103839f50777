package io.outrider.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What users get wrong is told to them in one line with what to do; and long jobs end when they are told to. */
@ExtendWith(SharedStack.class)
class UserErrorsTest {

    private final Outrider outrider;

    @TempDir
    Path folder;

    UserErrorsTest(Outrider outrider) {
        this.outrider = outrider;
    }

    @Test
    void shouldNameEveryWrongParameterAtOnce() {
        ProbeTemplate.push(outrider, "errors");

        Outrider.Result result = outrider.run("run", "errors", "-p", "seconds:=-1");

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.errors()).contains("seconds", "file");
    }

    @Test
    void shouldSayThatATemplateIsUnknown() {
        Outrider.Result result = outrider.run("run", "no-such-template");

        assertThat(result.exitCode()).isIn(3, 4);
        assertThat(result.errors()).contains("no-such-template");
    }

    @Test
    void shouldNameTheFieldOfABadTemplate() throws IOException {
        Files.writeString(
                folder.resolve("template.yaml"), "apiVersion: outrider/v1\nkind: Template\nname: bad\ntyp: x\n");

        Outrider.Result result = outrider.run("template", "push", folder.toString());

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(result.errors()).contains("type");
    }

    @Test
    void shouldCancelARunningJobAndEndOneThatTakesTooLong() {
        ProbeTemplate.push(outrider, "slow");
        String long60 = "seconds=60";
        JsonNode job = outrider.run(
                        "run", "slow", "-p", "file=" + folder.resolve("a"), "-p", long60, "--output", "json")
                .ok()
                .json();
        String id = job.path("id").asText();

        outrider.run("job", "cancel", id).ok();
        Outrider.Result timedOut = outrider.run(
                "run", "slow", "-p", "file=" + folder.resolve("b"), "-p", long60, "--timeout", "2s", "--wait");
        Outrider.Result cancelled = outrider.run("job", "wait", id);

        assertThat(timedOut.exitCode()).isEqualTo(1);
        assertThat(cancelled.exitCode()).isEqualTo(1);
        assertThat(outrider.get("scheduler-service", "/jobs/" + id)
                        .path("status")
                        .asText())
                .isEqualTo("CANCELLED");
    }
}
