package io.outrider.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How long the one-command stack takes to be ready, and the memory of each of its processes then. */
@Command(name = "start", description = "Time from 'outrider up' to ready, memory of each process.")
final class StartBench implements Callable<Integer> {

    private static final String BENCH = "start";

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() throws Exception {
        Printer printer = output.printer();
        try (Stack stack = Stack.start()) {
            double millis = stack.startedIn().toMillis();
            printer.print(new Figure(BENCH, "up to ready", null, 1, null, millis, millis, millis, null));
            double total = 0;
            for (JsonNode component : stack.status().path("components")) {
                double rss = component.path("rssMb").asDouble();
                total += rss;
                printer.print(
                        new Figure(BENCH, component.path("name").asText(), null, null, null, null, null, null, rss));
            }
            printer.print(new Figure(
                    BENCH, "all processes", null, null, null, null, null, null, Math.round(total * 10) / 10.0));
        }
        return 0;
    }
}
