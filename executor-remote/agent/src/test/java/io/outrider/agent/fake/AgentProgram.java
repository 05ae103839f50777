package io.outrider.agent.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrider.agent.AgentMain;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The agent as the tests of one JVM start it: jars in a folder that every user can read, and an archive of their classes, which halves
 * the time of a start. A training run at the first use writes the archive.
 */
final class AgentProgram {

    private static final Path FOLDER = folder();
    private static final String CLASS_PATH = copyClassPath();
    private static final Path ARCHIVE = train();

    /** What the JVM says of an archive that does not fit would stand in the agent's log. */
    private static final List<String> ARCHIVED =
            List.of("-XX:SharedArchiveFile=" + ARCHIVE, "-Xshare:auto", "-Xlog:disable");

    private AgentProgram() {}

    /** Returns the words of a command that starts the agent, without its arguments. */
    static List<String> command() {
        return command(ARCHIVED, CLASS_PATH, AgentMain.class);
    }

    /** Returns the words that start an agent of which a thread can be made to fail. */
    static List<String> failing() {
        return command(ARCHIVED, CLASS_PATH, FailingAgent.class);
    }

    /** Returns the words that start the agent as it is packaged, without an archive. */
    static List<String> packaged() {
        return command(List.of(), "target/agent/*:target/agent/lib/*", AgentMain.class);
    }

    private static List<String> command(List<String> archive, String classPath, Class<?> main) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(jvmOptions());
        words.addAll(archive);
        words.addAll(List.of("-cp", classPath, main.getName()));
        return words;
    }

    private static List<String> jvmOptions() {
        try {
            return Files.readAllLines(Path.of("src/main/launcher/jvm.options")).stream()
                    .filter(line -> line.startsWith("-"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("outrider-agent-program");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "agent-program-end"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Folders become jars, since the JVM archives no classes from folders. */
    private static String copyClassPath() {
        List<String> copies = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path from = Path.of(entry);
            Path to =
                    FOLDER.resolve(copies.size() + "-" + from.getFileName() + (Files.isDirectory(from) ? ".jar" : ""));
            try {
                if (Files.isDirectory(from)) {
                    pack(from, to);
                } else if (Files.exists(from)) {
                    Files.copy(from, to);
                } else {
                    continue;
                }
                Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rw-r--r--"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            copies.add(to.toString());
        }
        return String.join(File.pathSeparator, copies);
    }

    private static void pack(Path folder, Path jar) throws IOException {
        try (Stream<Path> files = Files.walk(folder);
                OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Path path : files.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(new JarEntry(folder.relativize(path).toString()));
                Files.copy(path, out);
            }
        }
    }

    /** Runs one task; the JVM writes the archive when the agent ends. Without an archive tests only take longer. */
    private static Path train() {
        Path archive = FOLDER.resolve("classes.jsa");
        try (FakeGateway gateway = new FakeGateway()) {
            Path home = Files.createDirectory(FOLDER.resolve("training"));
            String settings =
                    "slots: 4\nruntimes: {host: true, allowPlainProcess: true, sandbox: false, docker: false}\n";
            AgentProcess agent = new AgentProcess(
                    home,
                    gateway,
                    settings,
                    command(
                            List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:disable"),
                            CLASS_PATH,
                            AgentMain.class));
            try (agent) {
                var task = gateway.desk().offer(Specs.script("echo trained").spec());
                // Another thread would wait for this class, which is being initialised.
                await().pollInSameThread()
                        .atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(gateway.desk().end(task))
                                .as(agent.log())
                                .isNotNull());
                agent.terminate();
            }
            if (Files.exists(archive)) {
                Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("r--r--r--"));
            }
            return archive;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException left) {
            System.err.println("Expected to delete " + folder + ", but could not: " + left.getMessage());
        }
    }
}
