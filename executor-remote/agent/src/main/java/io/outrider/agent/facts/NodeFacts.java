package io.outrider.agent.facts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Facts about the machine as the operating system tells them; one that cannot be had is left out. */
public final class NodeFacts {

    private NodeFacts() {}

    /** Returns os, arch, kernel, cpus, memoryMb, hostname, distribution, java. */
    public static Map<String, String> gather() {
        Map<String, String> facts = new TreeMap<>();
        facts.put("os", System.getProperty("os.name"));
        facts.put("arch", System.getProperty("os.arch"));
        facts.put("kernel", System.getProperty("os.version"));
        facts.put("cpus", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("hostname", hostName());
        facts.put("java", Runtime.version().toString());
        line("/proc/meminfo", "MemTotal:")
                .ifPresent(text ->
                        facts.put("memoryMb", Long.toString(Long.parseLong(text.replaceAll("\\D", "")) / 1024)));
        line("/etc/os-release", "PRETTY_NAME=").ifPresent(text -> facts.put("distribution", text.replace("\"", "")));
        return facts;
    }

    public static String hostName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException unknown) {
                return "localhost";
            }
        }
    }

    /** Returns an id that changes with each start of the machine. */
    public static String boot() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static Optional<String> line(String file, String prefix) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(prefix))
                    .findFirst()
                    .map(line -> line.substring(prefix.length()).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
