package io.outrider.bench;

import java.io.IOException;

/**
 * Events decided against many rules. Each event has the type of all rules and the label of one; of that one the condition is asked and does
 * not hold: one line of the decision log for each event, and no jobs.
 */
final class EvaluateCase {

    private static final int WARM_UP = 4;

    private final Api api;
    private final EventSender sender;
    private final Reactor reactor;
    private final EventsOptions options;

    EvaluateCase(Api api, EventSender sender, Reactor reactor, EventsOptions options) {
        this.api = api;
        this.sender = sender;
        this.reactor = reactor;
        this.options = options;
    }

    void run(Printer printer) throws IOException, InterruptedException {
        for (int rules : options.rules()) {
            String group = "evaluate" + rules;
            Progress.say(group + ": applying rules");
            for (int i = 0; i < rules; i++) {
                api.put("event-reactor", "/reactions/" + group + "-" + i, rule(group, i));
            }
            load(group, rules, options.evaluate() / WARM_UP);
            double perSecond = load(group, rules, options.evaluate());
            printer.print(new Figure(
                    EventsBench.BENCH,
                    "evaluate: " + rules + (rules == 1 ? " rule" : " rules"),
                    null,
                    options.evaluate(),
                    perSecond,
                    null,
                    null,
                    null,
                    null));
            for (int i = 0; i < rules; i++) {
                api.delete("event-reactor", "/reactions/" + group + "-" + i);
            }
        }
    }

    /** From the first request to the last decision; events a second. */
    private double load(String group, int rules, int count) throws IOException, InterruptedException {
        reactor.awaitNoBacklog();
        long before = reactor.decisions();
        EventSender.Sent sent = sender.send(
                group,
                count,
                number -> EventSender.alert(
                        "bench/" + group, "web-" + number % 1_000, "s" + number % rules, number % 90));
        long end = reactor.awaitDecisions(group, before, count);
        return Math.round(count / ((end - sent.beganNanos()) / 1e9) * 10) / 10.0;
    }

    private static String rule(String group, int number) {
        return """
                {"apiVersion": "outrider/v1", "kind": "Reaction", "name": "%s-%d", "on": "bench/%s",
                 "match": {"labels": "shard=s%d"}, "conditions": {"when": {"condition": "event.data.value > 90"}},
                 "do": {"jobs": [{"template": "bench-true", "parameters": {}}]}}""".formatted(group, number, group, number);
    }
}
