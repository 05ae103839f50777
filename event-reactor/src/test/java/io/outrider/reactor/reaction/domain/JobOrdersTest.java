package io.outrider.reactor.reaction.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrider.labels.Glob;
import io.outrider.reactor.Events;
import io.outrider.reactor.event.domain.Occurrence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JobOrdersTest {

    private static final Occurrence EVENT = Events.occurrence("prometheus/alert/DiskFull", "{}");

    @Test
    void shouldFillAllJobsInOrder() {
        List<JobOrder> orders = fill(job("clean", Optional.of(o -> "role = web")), job("report", Optional.empty()));

        assertThat(orders).extracting(JobOrder::template).containsExactly("clean", "report");
        assertThat(orders).extracting(JobOrder::selector).containsExactly("role=web", null);
        assertThat(orders).extracting(JobOrder::jobId).containsExactly(new UUID(0, 0), new UUID(0, 1));
        assertThat(orders.getFirst().parameters()).isEqualTo(Map.of("from", "/monitoring"));
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

        assertThatThrownBy(() -> fill(job))
                .isInstanceOf(EvaluationException.class)
                .hasMessage(
                        "Expected do.jobs[0].parameters of at most 262144 characters, but they are more for this event");
    }

    @Test
    void shouldStartNothingWhenOneOfTheJobsCannotBeFilled() {
        JobRule fine = job("fine", Optional.empty());
        JobRule empty = job("empty", Optional.of(o -> " "));
        JobRule badSelector = job("bad", Optional.of(o -> "role==a=b"));

        assertThatThrownBy(() -> fill(fine, empty))
                .hasMessage("Expected do.jobs[1].targets to name something, but it is empty for this event");
        assertThatThrownBy(() -> fill(badSelector, fine)).hasMessageStartingWith("do.jobs[0].targets: Expected ");
    }

    private static List<JobOrder> fill(JobRule... jobs) {
        Trigger all = new Trigger(Glob.of("**"), Optional.empty(), Optional.empty());
        Rule rule = new Rule(new ReactionId("default", "r", 1), all, Optional.empty(), List.of(jobs));
        return JobOrders.fill(rule, index -> new UUID(0, index), EVENT);
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
