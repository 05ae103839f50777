package io.outrider.agent.runtime;

import io.outrider.agent.runtime.TaskRuntime.CannotStartException;
import io.outrider.agent.runtime.domain.RuntimeChoice;
import io.outrider.agent.runtime.domain.RuntimeChoice.Choice;
import io.outrider.protocol.TaskSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The runtimes of this node: those that work, and why the others do not. */
public final class Runtimes {

    private final Map<String, TaskRuntime> working;
    private final Map<String, String> missing;
    private final RuntimeChoice choice;

    public Runtimes(List<TaskRuntime> working, Map<String, String> missing) {
        this.working = new TreeMap<>();
        working.forEach(runtime -> this.working.put(runtime.name(), runtime));
        this.missing = Map.copyOf(missing);
        this.choice = new RuntimeChoice(this.working.keySet(), missing);
    }

    /** Returns the runtime for a task. */
    public TaskRuntime forTask(TaskSpec spec) throws CannotStartException {
        return switch (choice.choose(spec)) {
            case Choice.Use use -> named(use.runtime()).orElseThrow();
            case Choice.Refuse refuse -> throw new CannotStartException(refuse.reason());
        };
    }

    /** Returns the name of the runtime for a task; empty if it will be refused. */
    public String nameFor(TaskSpec spec) {
        return choice.choose(spec) instanceof Choice.Use use ? use.runtime() : "";
    }

    public Optional<TaskRuntime> named(String name) {
        return Optional.ofNullable(working.get(name));
    }

    public List<String> names() {
        return List.copyOf(working.keySet());
    }

    /** Returns why the others do not work, by name. */
    public Map<String, String> missing() {
        return missing;
    }
}
