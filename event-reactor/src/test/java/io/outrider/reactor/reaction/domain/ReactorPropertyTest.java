package io.outrider.reactor.reaction.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.labels.Glob;
import io.outrider.reactor.Events;
import io.outrider.reactor.event.domain.Event;
import io.outrider.reactor.event.domain.Occurrence;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ReactorPropertyTest {

    @Property
    void shouldDecideTheSameTwice(@ForAll("rules") List<Rule> rules, @ForAll("occurrences") Occurrence occurrence) {
        assertThat(Reactor.decide(rules, occurrence, Events.NOW))
                .isEqualTo(Reactor.decide(rules, occurrence, Events.NOW));
    }

    @Property
    void shouldWriteAtMostOneLineForEachRule(
            @ForAll("rules") List<Rule> rules, @ForAll("occurrences") Occurrence occurrence) {
        List<Decision> decisions = Reactor.decide(rules, occurrence, Events.NOW);

        assertThat(decisions)
                .extracting(Decision::reaction)
                .isSubsetOf(rules.stream().map(Rule::reaction).toList());
        assertThat(decisions.size()).isLessThanOrEqualTo(rules.size());
    }

    @Property
    void shouldNameEveryJobOnce(
            @ForAll("rules") List<Rule> rules,
            @ForAll("occurrences") Occurrence first,
            @ForAll("occurrences") Occurrence second) {
        Set<UUID> ids = new HashSet<>();
        boolean same = first.event().key().equals(second.event().key());
        for (Occurrence occurrence : same ? List.of(first) : List.of(first, second)) {
            for (Decision decision : Reactor.decide(distinct(rules), occurrence, Events.NOW)) {
                if (decision.outcome() instanceof Outcome.Fired fired) {
                    fired.jobs().forEach(job -> assertThat(ids.add(job.jobId())).isTrue());
                }
            }
        }
    }

    private static List<Rule> distinct(List<Rule> rules) {
        // Only one version of a reaction is ever in force.
        Set<String> seen = new HashSet<>();
        return rules.stream().filter(rule -> seen.add(rule.reaction().name())).toList();
    }

    @Provide
    Arbitrary<Occurrence> occurrences() {
        Arbitrary<String> words = Arbitraries.of("a", "b", "a/b", "1");
        return Combinators.combine(words, words, words)
                .as((source, id, type) -> new Occurrence(
                        new Event("default", source, id, type, null, Events.NOW, Map.of(), "null", 0, Events.NOW),
                        null));
    }

    @Provide
    Arbitrary<List<Rule>> rules() {
        Arbitrary<Condition> conditions = Arbitraries.of(o -> true, o -> false, o -> {
            throw new EvaluationException("Expected a test to fail, and it does");
        });
        Arbitrary<Rule> rule = Combinators.combine(
                        Arbitraries.of("a", "b", "1"),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.of("a", "*", "**"),
                        conditions,
                        Arbitraries.integers().between(0, 3))
                .as((name, version, glob, when, jobs) -> new Rule(
                        new ReactionId("default", name, version),
                        new Trigger(Glob.of(glob), Optional.empty(), Optional.empty()),
                        Optional.of(when),
                        java.util.Collections.nCopies(jobs, job())));
        return rule.list().ofMaxSize(6);
    }

    private static JobRule job() {
        return new TemplateJob("t", null, "run", o -> Map.of(), Optional.empty(), Optional.empty(), false, 0, 0, 0);
    }
}
