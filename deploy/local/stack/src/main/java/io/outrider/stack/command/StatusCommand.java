package io.outrider.stack.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.outrider.stack.infrastructure.StackDirectory;
import io.outrider.stack.supervisor.StackStatus;
import io.outrider.stack.supervisor.StatusFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code outrider status}: exit code 0 when everything is ready, 1 when something is not, 5 when the stack is down. */
@Command(
        name = "status",
        description = "Show each part of the local stack: state, process, restarts, memory, ports.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:everything is ready", "1:something is not ready", "5:the stack is not up"})
public final class StatusCommand implements Callable<Integer> {

    private static final int NOT_READY = 1;
    private static final int DOWN = 5;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final DataOption data = new DataOption();

    @Override
    public Integer call() throws IOException {
        StackDirectory directory = data.directory();
        Optional<StackStatus> status = new StatusFile(directory).read().filter(StackStatus::isSupervised);
        StatusView view = status.map(found -> StatusView.of(found, directory)).orElse(StatusView.down(directory));
        print(view);
        if (status.isEmpty()) {
            return DOWN;
        }
        return status.get().isAllReady() ? 0 : NOT_READY;
    }

    private void print(StatusView view) throws JsonProcessingException {
        PrintWriter out = Objects.requireNonNull(spec, "picocli sets it before the call")
                .commandLine()
                .getOut();
        switch (format()) {
            case "json" ->
                out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(view));
            case "yaml" -> out.print(yaml(view));
            default -> printTable(view, out);
        }
        out.flush();
    }

    /** As all other commands print it. */
    private static String yaml(StatusView view) throws JsonProcessingException {
        return YAMLMapper.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .build()
                .writeValueAsString(view);
    }

    private String format() {
        var option = Objects.requireNonNull(spec).findOption("--output");
        @Nullable Object value = option == null ? null : option.getValue();
        return value == null ? "table" : value.toString();
    }

    private static void printTable(StatusView view, PrintWriter out) {
        if (view.components().isEmpty()) {
            out.println("Outrider is not up; start it with: outrider up --detach");
            return;
        }
        out.printf("%-18s %-11s %8s %9s %7s  %s%n", "COMPONENT", "STATE", "PID", "RESTARTS", "MEMORY", "PORTS");
        for (StatusView.Component each : view.components()) {
            String ports = each.ports().values().stream().map(String::valueOf).collect(Collectors.joining(", "));
            String pid = each.pid() == null ? "-" : each.pid().toString();
            out.printf(
                    "%-18s %-11s %8s %9d %5dMB  %s%n",
                    each.name(), each.state(), pid, each.restarts(), each.rssMb(), ports);
            if (!each.note().isEmpty()) {
                out.println("    " + each.note().lines().findFirst().orElse(""));
            }
        }
        out.printf("%d MB together; data and logs in %s%n", view.rssMb(), view.data());
    }
}
