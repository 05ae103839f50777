package io.outrider.reactor.reaction.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.labels.Glob;
import io.outrider.labels.LabelSelector;
import io.outrider.reactor.Events;
import io.outrider.reactor.event.domain.Event;
import io.outrider.reactor.event.domain.Occurrence;
import io.outrider.reactor.reaction.domain.Budget;
import io.outrider.reactor.reaction.domain.Condition;
import io.outrider.reactor.reaction.domain.EvaluationException;
import io.outrider.reactor.reaction.domain.Grouping;
import io.outrider.reactor.reaction.domain.ReactionId;
import io.outrider.reactor.reaction.domain.Rule;
import io.outrider.reactor.reaction.domain.Trigger;
import io.outrider.reactor.window.domain.Input;
import io.outrider.reactor.window.domain.Limit;
import io.outrider.reactor.window.domain.Limiter;
import io.outrider.reactor.window.outbound.postgres.GroupKey;
import io.outrider.schemas.Envelope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InquiryTest {

    private static final Trigger ALL = new Trigger(Glob.of("**"), Optional.empty(), Optional.empty());
    private static final Instant NOW = Events.NOW;

    @Test
    void shouldAskEveryRuleThatIsAboutTheEvent() {
        Trigger labels = new Trigger(
                Glob.of("test/*"), Optional.of(LabelSelector.parse("severity=critical,region=eu")), Optional.empty());
        Rule first = alone("first", ALL);
        Rule second = alone("second", labels);

        assertThat(about(List.of(first, second), arrival(Map.of(), 0, NOW)))
                .hasSize(2)
                .allSatisfy(question -> assertThat(question).isInstanceOf(Question.Alone.class));
    }

    @Test
    void shouldSayNothingAboutEventsOfOthers() {
        Trigger otherName = new Trigger(Glob.of("prometheus/*"), Optional.empty(), Optional.empty());
        Trigger otherLabel =
                new Trigger(Glob.of("**"), Optional.of(LabelSelector.parse("severity=warning")), Optional.empty());
        Trigger otherwise = new Trigger(Glob.of("**"), Optional.empty(), Optional.of(o -> false));
        Rule otherProject = new Rule(new ReactionId("other", "p", 1), ALL, Optional.empty(), List.of());

        List<Rule> rules = List.of(alone("a", otherName), alone("b", otherLabel), alone("c", otherwise), otherProject);

        assertThat(about(rules, arrival(Map.of(), 0, NOW))).isEmpty();
    }

    @Test
    void shouldSayWhatFailedAndGoOn() {
        Condition broken = o -> {
            throw new EvaluationException("Expected x, but y");
        };
        Rule failing = alone("a", new Trigger(Glob.of("**"), Optional.empty(), Optional.of(broken)));

        List<Question> questions = about(List.of(failing, alone("b", ALL)), arrival(Map.of(), 0, NOW));

        assertThat(questions.get(0)).isInstanceOfSatisfying(Question.Settled.class, settled -> {
            assertThat(settled.limit()).isNull();
            assertThat(settled.reason()).isEqualTo("Expected x, but y");
        });
        assertThat(questions.get(1)).isInstanceOf(Question.Alone.class);
    }

    @Test
    void shouldKeepFromReacting() {
        Rule paused = alone("paused", ALL);
        Rule disabled = new Rule(
                new ReactionId("default", "disabled", 1),
                ALL,
                Optional.empty(),
                List.of(),
                false,
                Grouping.NONE,
                Limiter.NONE,
                Budget.DEFAULT,
                false,
                false);
        RuleSet rules = new RuleSet(List.of(paused, disabled), Set.of(new RuleSet.Name("default", "paused")));
        Arrival arrival = arrival(Map.of(), 0, NOW);

        assertThat(limits(new Inquiry(rules, NOW, 8).about(arrival))).containsExactly(Limit.PAUSED, Limit.DISABLED);
        RuleSet all = new RuleSet(List.of(paused), Set.of(new RuleSet.Name("default", "")));
        assertThat(limits(new Inquiry(all, NOW, 8).about(arrival))).containsExactly(Limit.PAUSED);
        RuleSet everywhere = new RuleSet(List.of(paused), Set.of(new RuleSet.Name("", "")));
        assertThat(limits(new Inquiry(everywhere, NOW, 8).about(arrival))).containsExactly(Limit.PAUSED);
        RuleSet other = new RuleSet(List.of(paused), Set.of(new RuleSet.Name("other", "")));
        assertThat(new Inquiry(other, NOW, 8).about(arrival)).first().isInstanceOf(Question.Alone.class);
    }

    @Test
    void shouldEndChainsOfReactions() {
        List<Rule> rules = List.of(alone("r", ALL));

        assertThat(about(rules, arrival(Map.of(), 7, NOW))).first().isInstanceOf(Question.Alone.class);
        assertThat(limits(about(rules, arrival(Map.of(), 8, NOW)))).containsExactly(Limit.LOOP_GUARD);
    }

    @Test
    void shouldNameTheGroupAndTheInput() {
        Rule grouped = grouped(o -> String.valueOf(o.event().subject()));

        Arrival firing = arrival(Map.of(), 0, NOW.minusSeconds(5));
        Arrival resolved = arrival(Map.of("status", "resolved"), 0, NOW);

        assertThat(about(List.of(grouped), firing))
                .containsExactly(new Question.Grouped(
                        grouped,
                        firing,
                        new GroupKey("default", "grouped", "web-1"),
                        new Input.Occurred(firing.occurrence().event().key(), NOW.minusSeconds(5))));
        assertThat(about(List.of(grouped, alone("alone", ALL)), resolved))
                .singleElement()
                .isInstanceOfSatisfying(
                        Question.Grouped.class,
                        question -> assertThat(question.input()).isInstanceOf(Input.Resolved.class));
    }

    @Test
    void shouldAskTheGroupWhereAnotherVersionRemembered() {
        Rule rule = alone("remembering", ALL).remembering();
        GroupKey group = new GroupKey("default", "remembering", "");

        for (String status : List.of("firing", "resolved")) {
            assertThat(about(List.of(rule), arrival(Map.of("status", status), 0, NOW)))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Question.Grouped.class,
                            question -> assertThat(question.group()).isEqualTo(group));
        }
    }

    @Test
    void shouldNotBelieveTimesThatAreToCome() {
        Rule grouped = grouped(Grouping.NONE);

        assertThat(about(List.of(grouped), arrival(Map.of(), 0, NOW.plus(Duration.ofDays(1)))))
                .singleElement()
                .isInstanceOfSatisfying(
                        Question.Grouped.class,
                        question -> assertThat(question.input().at()).isEqualTo(NOW));
    }

    private static List<Question> about(List<Rule> rules, Arrival arrival) {
        return new Inquiry(new RuleSet(rules, Set.of()), NOW, 8).about(arrival);
    }

    private static List<Limit> limits(List<Question> questions) {
        return questions.stream()
                .map(question -> ((Question.Settled) question).limit())
                .toList();
    }

    private static Rule alone(String name, Trigger trigger) {
        return new Rule(new ReactionId("default", name, 3), trigger, Optional.empty(), List.of());
    }

    private static Rule grouped(Grouping grouping) {
        return new Rule(
                new ReactionId("default", "grouped", 1),
                ALL,
                Optional.empty(),
                List.of(),
                true,
                grouping,
                Limiter.NONE,
                Budget.DEFAULT,
                true,
                false);
    }

    private static Arrival arrival(Map<String, String> extensions, int depth, Instant receivedAt) {
        Map<String, String> all = new java.util.HashMap<>(Map.of("region", "eu", "severity", "critical"));
        all.putAll(extensions);
        Event event =
                new Event("default", "/test", "e" + depth, "test/x", "web-1", NOW, all, "null", depth, receivedAt);
        return new Arrival(
                new Occurrence(event, null), Envelope.first("io.outrider.test", "/test", NOW, "test", "test"));
    }
}
