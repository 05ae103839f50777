package io.outrider.template.version.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.template.version.domain.VersionCommand.CheckDeadline;
import io.outrider.template.version.domain.VersionCommand.NoteBuildFailed;
import io.outrider.template.version.domain.VersionCommand.NoteBuilding;
import io.outrider.template.version.domain.VersionCommand.NoteBuilt;
import io.outrider.template.version.domain.VersionCommand.PublishAgain;
import io.outrider.template.version.domain.VersionState.Building;
import io.outrider.template.version.domain.VersionState.Failed;
import io.outrider.template.version.domain.VersionState.Image;
import io.outrider.template.version.domain.VersionState.Ready;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Random histories, with duplicates, stale news and clocks that jump. */
class VersionDeciderPropertyTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration SILENCE = Duration.ofHours(1);
    private static final Image IMAGE = new Image("sha256:1", "registry/image", null, 0);

    record Step(VersionCommand command, int minutes) {}

    @Property
    void shouldNeverLeaveReady(@ForAll("histories") List<Step> history) {
        VersionState state = new Building("b0", START);
        boolean ready = false;
        for (Step step : history) {
            state = after(state, step);
            assertThat(ready && !(state instanceof Ready)).isFalse();
            ready = state instanceof Ready;
        }
    }

    @Property
    void shouldTakeTheSameNewsTwiceAsOnce(@ForAll("histories") List<Step> history) {
        VersionState state = new Building("b0", START);
        for (Step step : history) {
            VersionState once = after(state, step);
            boolean news = !(step.command() instanceof PublishAgain);
            assertThat(news ? after(once, step) : once).isEqualTo(once);
            state = once;
        }
    }

    @Property
    void shouldOnlyBecomeReadyByItsOwnBuild(@ForAll("histories") List<Step> history) {
        VersionState state = new Building("b0", START);
        for (Step step : history) {
            VersionState next = after(state, step);
            if (next instanceof Ready && !(state instanceof Ready)) {
                assertThat(step.command()).isEqualTo(new NoteBuilt(buildOf(state), IMAGE));
            }
            state = next;
        }
    }

    @Property
    void shouldNeverStayBuildingForEver(@ForAll("histories") List<Step> history) {
        VersionState state = new Building("b0", START);
        for (Step step : history) {
            state = after(state, step);
        }

        VersionState checked = after(state, new Step(new CheckDeadline(SILENCE), 1_000_000));

        assertThat(checked).isNotInstanceOf(Building.class);
        if (checked instanceof Failed failed) {
            assertThat(failed.reason()).isNotBlank();
        }
    }

    @Example
    void shouldAcceptALateSuccessOnlyOfABuildThatWasSilent() {
        VersionState late = after(new Building("b0", START), new Step(new CheckDeadline(SILENCE), 61));
        VersionState failed = after(new Building("b0", START), new Step(new NoteBuildFailed("b0", "no space"), 1));

        assertThat(after(late, new Step(new NoteBuilt("b0", IMAGE), 90))).isEqualTo(new Ready(IMAGE));
        assertThat(after(failed, new Step(new NoteBuilt("b0", IMAGE), 90))).isEqualTo(failed);
    }

    private static VersionState after(VersionState before, Step step) {
        Instant now = START.plus(Duration.ofMinutes(step.minutes()));
        return VersionDecider.evolve(before, VersionDecider.decide(before, step.command(), now));
    }

    private static String buildOf(VersionState state) {
        return switch (state) {
            case Building building -> building.buildId();
            case Failed failed -> failed.buildId();
            case Ready ready -> "";
        };
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        Arbitrary<String> build = Arbitraries.of("b0", "b1", "b2");
        Arbitrary<VersionCommand> command = Arbitraries.oneOf(
                build.map(PublishAgain::new),
                build.map(NoteBuilding::new),
                build.map(id -> new NoteBuilt(id, IMAGE)),
                build.map(id -> new NoteBuildFailed(id, "no space")),
                Arbitraries.just(new CheckDeadline(SILENCE)));
        return Combinators.combine(command, Arbitraries.integers().between(0, 600))
                .as(Step::new)
                .list()
                .ofMaxSize(30);
    }
}
