package io.outrider.reactor.reaction.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.labels.Glob;
import io.outrider.reactor.reaction.domain.ReactionId;
import io.outrider.reactor.reaction.domain.Rule;
import io.outrider.reactor.reaction.domain.StatusMatch;
import io.outrider.reactor.reaction.domain.Trigger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RuleIndexTest {
    private final RuleIndex index = new RuleIndex(List.of(
            rule("p", "everything", "**"),
            rule("p", "exact", "disk/full"),
            rule("p", "one-of", "disk/slow", "disk/full"),
            rule("p", "globs", "disk/*", "net/down"),
            rule("p", "old", "edenconfmgmt/failure/step"),
            rule("q", "other", "disk/full")));

    @Test
    void shouldFindNamesAndGlobsInTheirOrder() {
        assertThat(about("p", "disk/full")).containsExactly("everything", "exact", "one-of", "globs");
        assertThat(about("p", "disk/full")).containsExactly("everything", "exact", "one-of", "globs");
        assertThat(about("p", "disk/slow")).containsExactly("everything", "one-of", "globs");
        assertThat(about("p", "net/down")).containsExactly("everything", "globs");
    }

    @Test
    void shouldKeepProjectsApart() {
        assertThat(about("q", "disk/full")).containsExactly("other");
        assertThat(about("q", "disk/slow")).isEmpty();
        assertThat(about("r", "disk/full")).isEmpty();
    }

    @Test
    void shouldFindOldNames() {
        assertThat(about("p", "outrider/failure/step")).containsExactly("everything", "old");
        assertThat(about("p", "edenconfmgmt/failure/step")).containsExactly("everything", "old");
    }

    private List<String> about(String project, String type) {
        return index.about(project, type).stream()
                .map(rule -> rule.reaction().name())
                .toList();
    }

    private static Rule rule(String project, String name, String... on) {
        Trigger trigger = new Trigger(
                Stream.of(on).map(Glob::of).toList(), StatusMatch.FIRING, Optional.empty(), Optional.empty());
        return new Rule(new ReactionId(project, name, 1), trigger, Optional.empty(), List.of());
    }
}
