package io.outrider.stack.command;

import io.outrider.stack.infrastructure.StackDirectory;
import io.outrider.stack.process.ProcessIdentity;
import io.outrider.stack.process.ResidentMemory;
import io.outrider.stack.supervisor.ComponentStatus;
import io.outrider.stack.supervisor.StackStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code outrider status} prints; its JSON form is stable.
 *
 * @param state {@code down}, {@code starting}, {@code up}, {@code failed} or {@code stopping}
 * @param rssMb memory of all processes, the supervisor's too
 */
record StatusView(String state, @Nullable String startedAt, String data, long rssMb, List<Component> components) {

    /**
     * One part.
     *
     * @param pid null while no process runs
     * @param startMillis how long its last start took
     */
    record Component(
            String name,
            String state,
            @Nullable Long pid,
            int restarts,
            long rssMb,
            long startMillis,
            Map<String, Integer> ports,
            String log,
            String note) {}

    static StatusView down(StackDirectory directory) {
        return new StatusView("down", null, directory.root().toString(), 0, List.of());
    }

    static StatusView of(StackStatus status, StackDirectory directory) {
        List<Component> components = Stream.concat(
                        status.components().stream().map(StatusView::component),
                        Stream.of(supervisor(status, directory)))
                .toList();
        long together = components.stream().mapToLong(Component::rssMb).sum();
        return new StatusView(
                lower(status.stage()), status.startedAt(), directory.root().toString(), together, components);
    }

    private static Component component(ComponentStatus status) {
        Optional<ProcessIdentity> alive = Optional.ofNullable(status.process()).filter(ProcessIdentity::isAlive);
        return new Component(
                status.name(),
                lower(status.phase()),
                alive.map(ProcessIdentity::pid).orElse(null),
                status.restarts(),
                alive.flatMap(ProcessIdentity::handle)
                        .map(StatusView::megabytes)
                        .orElse(0L),
                status.startMillis(),
                status.ports(),
                status.log(),
                status.note());
    }

    private static Component supervisor(StackStatus status, StackDirectory directory) {
        return new Component(
                "supervisor",
                "ready",
                status.supervisor().pid(),
                0,
                ResidentMemory.kibibytesAlone(status.supervisor().pid()) / 1024,
                0,
                Map.of(),
                directory.log("supervisor").toString(),
                "");
    }

    private static long megabytes(ProcessHandle process) {
        return ResidentMemory.kibibytes(process) / 1024;
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
