package io.outrider.stack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How much memory a process and its descendants hold, counting what they share among each other once. */
public final class ResidentMemory {

    private ResidentMemory() {}

    /** Returns KiB; 0 for a process that is gone. */
    public static long kibibytes(ProcessHandle process) {
        long own = 0;
        long file = 0;
        long shared = 0;
        for (ProcessHandle each :
                Stream.concat(Stream.of(process), process.descendants()).toList()) {
            own += field(each.pid(), "RssAnon:");
            file = Math.max(file, field(each.pid(), "RssFile:"));
            shared = Math.max(shared, field(each.pid(), "RssShmem:"));
        }
        return own + file + shared;
    }

    /** Returns KiB of this process without its descendants. */
    public static long kibibytesAlone(long pid) {
        return field(pid, "VmRSS:");
    }

    private static long field(long pid, String name) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(name.length()).replace("kB", "").strip())
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        } catch (IOException gone) {
            return 0;
        }
    }
}
