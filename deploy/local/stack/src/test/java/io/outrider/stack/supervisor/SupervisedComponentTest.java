package io.outrider.stack.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.stack.process.Component;
import io.outrider.stack.process.Launch;
import io.outrider.stack.process.ProcessIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisedComponentTest {

    @TempDir
    private Path folder;

    private final List<Phase> seen = new CopyOnWriteArrayList<>();

    /** A component made of a line of shell; ready once it has written the file {@code ready}. */
    private record ShellComponent(String name, String script, Path folder) implements Component {
        @Override
        public Map<String, Integer> ports() {
            return Map.of();
        }

        @Override
        public Launch launch() {
            return new Launch(List.of("sh", "-c", script), Map.of(), folder, log());
        }

        @Override
        public boolean isReady() {
            return Files.exists(folder.resolve("ready"));
        }

        Path log() {
            return folder.resolve(name + ".log");
        }
    }

    private SupervisedComponent supervise(String script, boolean tolerant, List<SupervisedComponent> needs) {
        var component = new ShellComponent("part" + needs.size(), script, folder);
        return new SupervisedComponent(component, component.log(), needs, tolerant, status -> seen.add(status.phase()));
    }

    @Test
    void shouldFailForGoodWithTheLastLinesAndLeaveOutWhoNeedsIt() throws Exception {
        // given
        var broken = supervise("echo the disk is full; exit 3", false, List.of());
        var needy = supervise("echo never started", false, List.of(broken));

        // when
        broken.begin();
        needy.begin();

        // then
        assertThat(broken.settled().get(20, TimeUnit.SECONDS)).isEqualTo(Phase.FAILED);
        assertThat(broken.status().note()).contains("exit code 3").contains("the disk is full");
        assertThat(needy.settled().get(20, TimeUnit.SECONDS)).isEqualTo(Phase.SKIPPED);
        assertThat(folder.resolve("part1.log")).doesNotExist();
    }

    @Test
    void shouldTryAgainWhenFailuresAreTolerated() throws Exception {
        // given
        String comesUpTheSecondTime = "[ -e tried ] || { touch tried; exit 1; }; touch ready; cat";
        var component = supervise(comesUpTheSecondTime, true, List.of());

        // when
        component.begin();

        // then
        Awaitility.await().until(() -> component.status().phase() == Phase.READY);
        assertThat(component.status().restarts()).isEqualTo(1);
        component.end();
        assertThat(seen).containsSubsequence(Phase.STARTING, Phase.RESTARTING, Phase.READY, Phase.STOPPED);
    }

    @Test
    void shouldEndAProcessThatIsStillStarting() throws Exception {
        // given
        var component = supervise("cat", false, List.of());
        component.begin();
        Awaitility.await().until(() -> component.status().process() != null);
        ProcessIdentity process = Objects.requireNonNull(component.status().process());

        // when
        component.end();

        // then
        assertThat(process.isAlive()).isFalse();
        assertThat(component.status().phase()).isEqualTo(Phase.STOPPED);
    }
}
