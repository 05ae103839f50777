package io.outrider.bench;

import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How much of everything. */
final class EventsOptions {

    /** Each has a thread and sockets of its own. */
    private static final int MOST_CONNECTIONS = 100;

    private static final int MOST_EVENTS = 10_000_000;

    /** They are applied one by one. */
    private static final int MOST_RULES = 10_000;

    /** All reactions together start 10,000 jobs a minute, see docs/reactions.md. */
    private static final int MOST_RATE = 160;

    private static final int MOST_SECONDS = 600;

    /** They fire at about the same time, and a reaction starts 1,000 jobs a minute. */
    private static final int MOST_GROUPS = 1_000;

    /** All groups have to fire within the ten minutes that a storm may take. */
    private static final int MOST_QUIET_TIME = 300;

    @Mixin
    private WarmUp warmUp = new WarmUp();

    @Option(
            names = "--connections",
            defaultValue = "4",
            description = "Connections that send (default: ${DEFAULT-VALUE}; at most " + MOST_CONNECTIONS + ").")
    private int connections;

    @Option(
            names = "--ingest",
            defaultValue = "200000",
            description = "Events to take (default: ${DEFAULT-VALUE}; at most " + MOST_EVENTS + ").")
    private int ingest;

    @Option(
            names = "--rules",
            split = ",",
            defaultValue = "1,100,1000",
            description =
                    "Numbers of rules to decide against (default: ${DEFAULT-VALUE}; each at most " + MOST_RULES + ").")
    private List<Integer> rules = List.of();

    @Option(
            names = "--evaluate",
            defaultValue = "100000",
            description = "Events to decide, for each number of rules (default: ${DEFAULT-VALUE}; at most "
                    + MOST_EVENTS + ").")
    private int evaluate;

    @Option(
            names = "--rate",
            defaultValue = "100",
            description = "Events a second for latency (default: ${DEFAULT-VALUE}; at most " + MOST_RATE + ").")
    private int rate;

    @Option(
            names = "--seconds",
            defaultValue = "30",
            description = "How long for latency (default: ${DEFAULT-VALUE}; at most " + MOST_SECONDS + ").")
    private int seconds;

    @Option(
            names = "--storm",
            defaultValue = "100000",
            description = "Events of the storm (default: ${DEFAULT-VALUE}; at most " + MOST_EVENTS + ").")
    private int storm;

    @Option(
            names = "--groups",
            defaultValue = "100",
            description = "Groups of the storm (default: ${DEFAULT-VALUE}; at most " + MOST_GROUPS + ").")
    private int groups;

    @Option(
            names = "--quiet-time",
            defaultValue = "10",
            description =
                    "Seconds without another event after which a group of the storm fires (default: ${DEFAULT-VALUE}; at most "
                            + MOST_QUIET_TIME + ").")
    private int quietTime;

    /** Refuses what is out of its limits, by the option's name. */
    void check(Limits limits) {
        warmUp.check(limits);
        limits.check("--connections", connections, 1, MOST_CONNECTIONS);
        limits.check("--ingest", ingest, 1, MOST_EVENTS);
        limits.check("--rules", rules, 1, MOST_RULES);
        limits.check("--evaluate", evaluate, 1, MOST_EVENTS);
        limits.check("--rate", rate, 1, MOST_RATE);
        limits.check("--seconds", seconds, 1, MOST_SECONDS);
        limits.check("--storm", storm, 1, MOST_EVENTS);
        limits.check("--groups", groups, 1, MOST_GROUPS);
        limits.check("--quiet-time", quietTime, 1, MOST_QUIET_TIME);
        if (groups > storm) {
            throw limits.refusal("--groups", "to be at most --storm, " + storm, Integer.toString(groups));
        }
    }

    WarmUp warmUp() {
        return warmUp;
    }

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
