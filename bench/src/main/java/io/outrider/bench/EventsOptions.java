package io.outrider.bench;

import java.util.List;
import picocli.CommandLine.Option;

/** How much of everything. */
final class EventsOptions {

    @Option(
            names = "--connections",
            defaultValue = "4",
            description = "Connections that send (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(names = "--ingest", defaultValue = "200000", description = "Events to take (default: ${DEFAULT-VALUE}).")
    private int ingest;

    @Option(
            names = "--rules",
            split = ",",
            defaultValue = "1,100,1000",
            description = "Numbers of rules to decide against (default: ${DEFAULT-VALUE}).")
    private List<Integer> rules = List.of();

    @Option(
            names = "--evaluate",
            defaultValue = "100000",
            description = "Events to decide, for each number of rules (default: ${DEFAULT-VALUE}).")
    private int evaluate;

    @Option(
            names = "--rate",
            defaultValue = "100",
            description = "Events a second for latency (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--seconds", defaultValue = "30", description = "How long for latency (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--storm",
            defaultValue = "100000",
            description = "Events of the storm (default: ${DEFAULT-VALUE}).")
    private int storm;

    @Option(names = "--groups", defaultValue = "100", description = "Groups of the storm (default: ${DEFAULT-VALUE}).")
    private int groups;

    @Option(
            names = "--quiet-time",
            defaultValue = "10",
            description =
                    "Seconds without another event after which a group of the storm fires (default: ${DEFAULT-VALUE}).")
    private int quietTime;

    int connections() {
        return connections;
    }

    int ingest() {
        return ingest;
    }

    List<Integer> rules() {
        return rules;
    }

    int evaluate() {
        return evaluate;
    }

    int rate() {
        return rate;
    }

    int seconds() {
        return seconds;
    }

    int storm() {
        return storm;
    }

    int groups() {
        return groups;
    }

    int quietTime() {
        return quietTime;
    }
}
