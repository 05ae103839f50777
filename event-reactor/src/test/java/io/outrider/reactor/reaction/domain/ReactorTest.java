package io.outrider.reactor.reaction.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.labels.Glob;
import io.outrider.labels.LabelSelector;
import io.outrider.reactor.Events;
import io.outrider.reactor.event.domain.Occurrence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReactorTest {
    private static final Occurrence EVENT =
            Events.occurrence("prometheus/alert/DiskFull", "{\"labels\": {\"severity\": \"critical\"}}");

    @Test
    void shouldFireWhatMatches() {
        Rule rule =
                rule("r", new Trigger(Glob.of("prometheus/alert/*"), Optional.empty(), Optional.empty()), o -> true);

        List<Decision> decisions = Reactor.decide(List.of(rule), EVENT, Events.NOW);

        assertThat(decisions).singleElement().satisfies(decision -> {
            assertThat(decision.at()).isEqualTo(Events.NOW);
            Outcome.Fired fired = (Outcome.Fired) decision.outcome();
            assertThat(fired.jobs()).extracting(JobOrder::template).containsExactly("clean", "report");
            assertThat(fired.jobs()).extracting(JobOrder::selector).containsExactly("role=web", null);
            assertThat(fired.jobs().getFirst().parameters()).isEqualTo(Map.of("from", "/monitoring"));
        });
    }

    @Test
    void shouldSaySoWhenTheConditionDoesNotHold() {
        Rule rule = rule("r", new Trigger(Glob.of("**"), Optional.empty(), Optional.empty()), o -> false);

        assertThat(Reactor.decide(List.of(rule), EVENT, Events.NOW))
                .singleElement()
                .satisfies(decision -> assertThat(decision.outcome()).isInstanceOf(Outcome.NotMatched.class));
    }

    @Test
    void shouldStartNothingWithMoreParametersThanARecordHolds() {
        Object large = "x".repeat(200 * 1024);
        JobRule job = new TemplateJob(
                "t",
                null,
                "run",
                o -> Map.of("a", large, "b", large),
                Optional.empty(),
                Optional.empty(),
                false,
                0,
                0,
                0);
        Trigger all = new Trigger(Glob.of("**"), Optional.empty(), Optional.empty());
        Rule rule = new Rule(new ReactionId("default", "r", 1), all, Optional.empty(), List.of(job));

        assertThat(Reactor.decide(List.of(rule), EVENT, Events.NOW))
                .singleElement()
                .satisfies(
                        decision -> assertThat(decision.outcome())
                                .isEqualTo(
                                        new Outcome.Failed(
                                                "Expected do.jobs[0].parameters of at most 262144 characters, but they are more for this event")));
    }

    @Test
    void shouldSayNothingAboutEventsOfOthers() {
        Trigger otherName = new Trigger(Glob.of("prometheus/*"), Optional.empty(), Optional.empty());
        Trigger otherLabel =
                new Trigger(Glob.of("**"), Optional.of(LabelSelector.parse("severity=warning")), Optional.empty());
        Trigger otherwise = new Trigger(Glob.of("**"), Optional.empty(), Optional.of(o -> false));
        Rule otherProject = new Rule(
                new ReactionId("other", "p", 1),
                new Trigger(Glob.of("**"), Optional.empty(), Optional.empty()),
                Optional.empty(),
                List.of());

        List<Rule> rules = List.of(
                rule("a", otherName, o -> true),
                rule("b", otherLabel, o -> true),
                rule("c", otherwise, o -> true),
                otherProject);

        assertThat(Reactor.decide(rules, EVENT, Events.NOW)).isEmpty();
    }

    @Test
    void shouldSelectByLabelsOfDataAndExtensions() {
        Trigger labels = new Trigger(
                Glob.of("**"), Optional.of(LabelSelector.parse("severity=critical,region=eu")), Optional.empty());

        assertThat(Reactor.decide(List.of(rule("r", labels, o -> true)), EVENT, Events.NOW))
                .hasSize(1);
    }

    @Test
    void shouldLogFailuresAndGoOn() {
        Trigger all = new Trigger(Glob.of("**"), Optional.empty(), Optional.empty());
        Rule broken = rule("broken", all, o -> {
            throw new EvaluationException("Expected x, but y");
        });

        List<Decision> decisions = Reactor.decide(List.of(broken, rule("fine", all, o -> true)), EVENT, Events.NOW);

        assertThat(decisions.get(0).outcome()).isEqualTo(new Outcome.Failed("Expected x, but y"));
        assertThat(decisions.get(1).outcome()).isInstanceOf(Outcome.Fired.class);
    }

    @Test
    void shouldStartNothingWhenOneOfTheJobsCannotBeFilled() {
        JobRule fine = job("fine", Optional.empty());
        JobRule empty = job("empty", Optional.of(o -> " "));
        JobRule badSelector = job("bad", Optional.of(o -> "role==a=b"));

        assertThat(failure(fine, empty))
                .isEqualTo("Expected do.jobs[1].targets to name something, but it is empty for this event");
        assertThat(failure(badSelector, fine)).startsWith("do.jobs[0].targets: Expected ");
    }

    private static String failure(JobRule... jobs) {
        Trigger all = new Trigger(Glob.of("**"), Optional.empty(), Optional.empty());
        Rule rule = new Rule(new ReactionId("default", "r", 1), all, Optional.empty(), List.of(jobs));
        return ((Outcome.Failed) Reactor.decide(List.of(rule), EVENT, Events.NOW)
                        .getFirst()
                        .outcome())
                .reason();
    }

    private static Rule rule(String name, Trigger trigger, Condition when) {
        return new Rule(
                new ReactionId("default", name, 3),
                trigger,
                Optional.of(when),
                List.of(job("clean", Optional.of(o -> "role = web")), job("report", Optional.empty())));
    }

    private static JobRule job(String template, Optional<Template> selector) {
        return new TemplateJob(
                template,
                null,
                "run",
                o -> Map.of("from", o.event().source()),
                Optional.empty(),
                selector,
                false,
                0,
                0,
                0);
    }
}
