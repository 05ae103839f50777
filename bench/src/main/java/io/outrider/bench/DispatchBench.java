package io.outrider.bench;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** From POST to result: the whole way through scheduler, Kafka, gateway, agent and back. */
@Command(
        name = "dispatch",
        description = "Jobs that run 'true' on 1, 10 and 40 agents, and on agents that start no process.")
final class DispatchBench implements Callable<Integer> {

    private static final String BENCH = "dispatch";
    private static final int CONNECTIONS = 16;
    private static final int WARM_UP_JOBS = 2_000;

    /** Each is a Java virtual machine of some 50 MB. */
    private static final int MOST_AGENTS = 100;

    /** As many nodes as a page of the API shows; each has connections of its own. */
    private static final int MOST_LIGHT = 500;

    private static final int MOST_JOBS = 100_000;
    private static final int MOST_SINGLES = 10_000;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Mixin
    private OutputOption output = new OutputOption();

    @Mixin
    private WarmUp warmUp = new WarmUp();

    @Option(
            names = "--agents",
            split = ",",
            defaultValue = "1,10,40",
            description = "Numbers of agents (default: ${DEFAULT-VALUE}; each at most " + MOST_AGENTS + ").")
    private List<Integer> agents = List.of();

    @Option(
            names = "--jobs",
            defaultValue = "3000",
            description = "Jobs at once, in each case (default: ${DEFAULT-VALUE}; at most " + MOST_JOBS + ").")
    private int jobs;

    @Option(
            names = "--singles",
            defaultValue = "300",
            description = "Jobs one by one (default: ${DEFAULT-VALUE}; at most " + MOST_SINGLES + ").")
    private int singles;

    @Option(
            names = "--light",
            defaultValue = "10",
            description = "Agents that start no process; 0 leaves them out (default: ${DEFAULT-VALUE}; at most "
                    + MOST_LIGHT + ").")
    private int light;

    @Override
    public Integer call() throws Exception {
        checkOptions();
        Printer printer = output.printer();
        printer.print(ProcessRate.measure(BENCH));
        try (Stack stack = Stack.start();
                JobEnds ends = new JobEnds(stack)) {
            Api api = stack.api();
            TrueTemplate.push(api);
            for (int count : agents) {
                real(stack, api, ends, count, printer);
            }
            if (light > 0) {
                light(stack, api, ends, printer);
            }
        }
        return 0;
    }

    private void checkOptions() {
        Limits limits = new Limits(command);
        warmUp.check(limits);
        limits.check("--agents", agents, 1, MOST_AGENTS);
        limits.check("--jobs", jobs, 1, MOST_JOBS);
        limits.check("--singles", singles, 1, MOST_SINGLES);
        limits.check("--light", light, 0, MOST_LIGHT);
    }

    private void real(Stack stack, Api api, JobEnds ends, int count, Printer printer) throws Exception {
        String group = "real" + count;
        // Two cores: more processes at once than this only wait for each other.
        int slots = Math.max(2, 16 / count);
        try (AgentProcesses processes = AgentProcesses.start(stack, api, group, count, slots)) {
            Submission submission = new Submission(api, ends, TrueTemplate.NAME, group);
            warmUp.repeat(() -> 1 / submission.atOnce(WARM_UP_JOBS, CONNECTIONS).throughputPerS());
            submission.oneByOne(50);
            printer.print(Figure.of(BENCH, "one by one", count, submission.oneByOne(singles), null));
            Submission.Load load = submission.atOnce(jobs, CONNECTIONS);
            printer.print(Figure.of(BENCH, "at once, one job a POST", count, load.times(), load.throughputPerS()));
            Submission.Load batches = submission.inBatches(jobs, 1);
            printer.print(
                    Figure.of(BENCH, "at once, 100 jobs a POST", count, batches.times(), batches.throughputPerS()));
            printer.print(new Figure(
                    BENCH, "memory of one agent", count, null, null, null, null, null, processes.rssMb() / count));
        }
    }

    private void light(Stack stack, Api api, JobEnds ends, Printer printer) throws Exception {
        List<LightAgent> running = new ArrayList<>();
        try {
            for (int i = 0; i < light; i++) {
                HttpClient client = LightEnrolment.enrol(stack, api, "light-" + i, "light");
                running.add(new LightAgent(client, stack.agentEndpoint(), "light", 200));
            }
            Nodes.awaitOnline(api, "bench=light", light, Duration.ofMinutes(1));
            Submission submission = new Submission(api, ends, TrueTemplate.NAME, "light");
            warmUp.repeat(() -> 1 / submission.inBatches(10_000, 2).throughputPerS());
            Submission.Load load = submission.inBatches(Math.max(20_000, jobs), 2);
            printer.print(
                    Figure.of(BENCH, "light agents, 100 jobs a POST", light, load.times(), load.throughputPerS()));
        } finally {
            running.forEach(LightAgent::close);
        }
    }
}
