package io.outrider.bench;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Events: how many are taken, how many are decided, how soon, and what a storm of them comes to. */
@Command(
        name = "events",
        description = "Events taken, decided against many rules, turned into processes; and a storm of them.")
final class EventsBench implements Callable<Integer> {

    static final String BENCH = "events";

    /** What can be measured alone. */
    enum Case {
        ingest,
        evaluate,
        latency,
        storm
    }

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private EventsOptions options = new EventsOptions();

    @Option(
            names = "--case",
            split = ",",
            defaultValue = "ingest,evaluate,latency,storm",
            description = "Which cases (default: ${DEFAULT-VALUE}).")
    private List<Case> cases = List.of();

    @Override
    public Integer call() throws Exception {
        options.check(new Limits(command));
        Printer printer = output.printer();
        try (Stack stack = Stack.start();
                Reactor reactor = new Reactor(stack)) {
            EventSender sender = new EventSender(stack, options.connections());
            TrueTemplate.push(stack.api());
            for (Case wanted : cases) {
                Progress.say(wanted.name());
                switch (wanted) {
                    case ingest -> new IngestCase(sender, reactor, options).run(printer);
                    case evaluate -> new EvaluateCase(stack.api(), sender, reactor, options).run(printer);
                    case latency -> new LatencyCase(stack, options).run(printer);
                    case storm -> new StormCase(stack.api(), sender, reactor, options).run(printer);
                }
                reactor.awaitNoBacklog();
            }
        }
        return 0;
    }
}
