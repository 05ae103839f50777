package io.outrider.stack.testing;

import io.outrider.stack.infrastructure.Endpoints;
import io.outrider.stack.process.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A packaged service, by default of the module whose tests run, as a process of its own on the real infrastructure, which can be killed. */
public final class PackagedService implements AutoCloseable {

    /** Far more than a start takes, so that a machine that is busy with something else fails no test. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Duration STOPPING = Duration.ofMinutes(1);
    private static final int LAST_LINES = 60;

    /** The last line of a histogram of the heap: objects, and their bytes. */
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +(\\d+)");

    /** What it logs each time that it is asked whether it is ready, and is not. */
    private static final String EACH_LOOK = "SRHCK01001";

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> command = new ArrayList<>();
    private final Path log;
    private final URI base;
    private Optional<Process> process = Optional.empty();

    /**
     * Prepares a service; {@link #start} starts it.
     *
     * @param database the name of its database
     * @param folder where its log goes
     * @param settings further options of the JVM: {@code -Xmx256m}, {@code -Doutrider.…=…}
     */
    public PackagedService(Endpoints endpoints, String database, Path folder, List<String> settings) {
        this(endpoints, Path.of("target/quarkus-app"), database, folder, settings);
    }

    /**
     * Prepares a service of another module.
     *
     * @param application the folder of its quarkus-run.jar
     */
    public PackagedService(Endpoints endpoints, Path application, String database, Path folder, List<String> settings) {
        int port = new FreePorts().any();
        base = URI.create("http://127.0.0.1:" + port);
        log = folder.resolve(database + ".log");
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                // A test is over before the full compiler has paid.
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.datasource.jdbc.url=" + endpoints.jdbcUrl(database),
                "-Dquarkus.datasource.reactive.url=" + endpoints.reactiveUrl(database),
                "-Dquarkus.datasource.username=" + endpoints.pgUser(),
                "-Dquarkus.datasource.password=" + endpoints.pgPassword(),
                "-Dkafka.bootstrap.servers=" + endpoints.kafka(),
                "-Doutrider.registry.url=" + endpoints.registryUrl()));
        command.addAll(settings);
        command.addAll(List.of(
                "-jar", application.resolve("quarkus-run.jar").toAbsolutePath().toString()));
    }

    /** Where its REST resources are. */
    public URI base() {
        return base;
    }

    /**
     * Starts it, for the first time or again, and returns when it is ready.
     *
     * @throws AssertionError with the end of its log when it ends before, or takes more than three minutes
     */
    public void start() throws IOException, InterruptedException {
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        process = Optional.of(started);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady()) {
            if (!started.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError("Expected the service to be ready, but it "
                        + (started.isAlive() ? "is not after " + PATIENCE : "ended with " + started.exitValue()) + ":\n"
                        + endOfLog());
            }
            Thread.sleep(100);
        }
    }

    /** As kill -9 does. */
    public void kill() throws InterruptedException {
        Process running = process.orElseThrow();
        running.destroyForcibly();
        running.waitFor(10, TimeUnit.SECONDS);
    }

    /**
     * Ends it as a machine does that is shut down, by SIGTERM, and returns when it has ended.
     *
     * @throws AssertionError with the end of its log when it takes more than a minute
     */
    public void stop() throws IOException, InterruptedException {
        Process running = process.orElseThrow();
        running.destroy();
        if (!running.waitFor(STOPPING.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError(
                    "Expected the service to end within " + STOPPING + ", but it did not:\n" + endOfLog());
        }
    }

    /** Stops its clockwork: nothing of it goes on until {@link #wake}. Connections stay. */
    public void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** Lets it go on where it was paused. */
    public void wake() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        long pid = process.orElseThrow().pid();
        // The shell's own kill: the program of that name is in a package of its own.
        Process kill = new ProcessBuilder("sh", "-c", "kill -s " + name + " " + pid)
                .inheritIO()
                .start();
        if (kill.waitFor() != 0) {
            throw new AssertionError(
                    "Expected process " + pid + " to take SIG" + name + ", but kill ended with " + kill.exitValue());
        }
    }

    /** The lines that it has logged since it was prepared, over all its starts. */
    public List<String> log() throws IOException {
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    public boolean isAlive() {
        return process.map(Process::isAlive).orElse(false);
    }

    /** Has it collect all its garbage and returns how many objects are left. */
    public long liveObjects() throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process asking = new ProcessBuilder(
                        jcmd, Long.toString(process.orElseThrow().pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String answer = new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher total = TOTAL.matcher(answer);
        if (!total.find()) {
            throw new AssertionError("Expected a histogram of the heap, but was:\n" + answer);
        }
        return Long.parseLong(total.group(1));
    }

    private boolean isReady() throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(base.resolve("/q/health/ready")).build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private String endOfLog() throws IOException {
        List<String> lines =
                log().stream().filter(line -> !line.contains(EACH_LOOK)).toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    @Override
    public void close() {
        process.ifPresent(Process::destroyForcibly);
        client.close();
    }
}
