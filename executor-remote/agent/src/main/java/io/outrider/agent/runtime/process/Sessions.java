package io.outrider.agent.runtime.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Signals all processes of a session but its leader, the slot's shell, which has to see how they end. */
final class Sessions {

    // A process that forks faster than this many scans is a fork bomb; its limits end it.
    private static final int MAX_SCANS = 50;

    private Sessions() {}

    static void terminate(long session) {
        members(session).forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy));
    }

    /** Kills until nobody is left, as new ones may be born between two looks. */
    static void kill(long session) {
        for (int scan = 0; scan < MAX_SCANS; scan++) {
            List<Long> members = members(session);
            if (members.isEmpty()) {
                return;
            }
            members.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        }
    }

    static List<Long> members(long session) {
        List<Long> members = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                ProcStat.of(process.getFileName().toString())
                        .filter(stat -> stat.session() == session && stat.pid() != session && stat.state() != 'Z')
                        .ifPresent(stat -> members.add(stat.pid()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to list the processes of session " + session, e);
        }
        return members;
    }

    /** Tells whether a process has this file as its standard output or error. */
    static boolean writesTo(long pid, Path file) {
        Path descriptors = Path.of("/proc", Long.toString(pid), "fd");
        return Stream.of("1", "2").map(descriptors::resolve).anyMatch(descriptor -> leadsTo(descriptor, file));
    }

    private static boolean leadsTo(Path descriptor, Path file) {
        try {
            return Files.isSameFile(descriptor, file);
        } catch (IOException e) {
            // It has ended, or is not ours to look at.
            return false;
        }
    }
}
