package io.outrider.stack.supervisor;

import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells a person how the stack comes up: a line for each component that is done, and on a terminal who is still at it. */
public final class ProgressReport {

    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintWriter out;
    private final boolean terminal;
    private final Map<String, Phase> told = new HashMap<>();

    public ProgressReport(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Tells what is new in this status. */
    public synchronized void show(StackStatus status) {
        if (status.stage() == StackStatus.Stage.STOPPING) {
            return;
        }
        if (terminal) {
            out.print(CLEAR_LINE);
        }
        for (ComponentStatus each : status.components()) {
            if (each.phase() != told.put(each.name(), each.phase())) {
                tell(each);
            }
        }
        if (terminal && status.stage() == StackStatus.Stage.STARTING) {
            out.print("  starting " + unsettled(status));
        }
        out.flush();
    }

    public synchronized void complain(String problem) {
        out.println(problem);
        out.flush();
    }

    /** Says whether it has shown why a component did not come up. */
    public synchronized boolean hasToldFailure() {
        return told.containsValue(Phase.FAILED);
    }

    private void tell(ComponentStatus each) {
        switch (each.phase()) {
            case READY -> line(each, String.format(Locale.ROOT, "ready in %.1f s", each.startMillis() / 1000.0));
            case SKIPPED -> line(each, "left out: " + each.note());
            case FAILED -> line(each, "failed: " + each.note());
            case RESTARTING -> line(each, "restarting: " + each.note());
            case STARTING -> {
                if (!terminal) {
                    line(each, "starting …");
                }
            }
            case WAITING, STOPPED -> {}
        }
    }

    private void line(ComponentStatus each, String text) {
        out.printf("  %-18s %s%n", each.name(), text);
    }

    private static String unsettled(StackStatus status) {
        var open = EnumSet.of(Phase.STARTING, Phase.WAITING);
        return status.components().stream()
                .filter(each -> open.contains(each.phase()))
                .map(ComponentStatus::name)
                .collect(Collectors.joining(", "));
    }
}
