package io.outrider.played;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One container of a pod: a process with a session of its own, its log, and its state as the kubelet reports it. */
final class ContainerRun {

    private static final int START_ERROR = 128;
    private static final int KILLED = 137;
    private static final int MOST_MESSAGE_BYTES = 4096;
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final Container container;
    private final boolean sidecar;
    private final Path message;
    private final String id = "containerd://" + UUID.randomUUID().toString().replace("-", "");
    private final ContainerLog log = new ContainerLog();
    private ContainerState state;
    private @Nullable Process process;
    private @Nullable Thread drain;
    private @Nullable String startedAt;
    private @Nullable String killReason;

    ContainerRun(Container container, boolean sidecar, Path folder) {
        this.container = container;
        this.sidecar = sidecar;
        this.message = folder.resolve("termination-" + container.getName());
        this.state = waitingFor("PodInitializing", null);
    }

    Container container() {
        return container;
    }

    ContainerLog log() {
        return log;
    }

    synchronized boolean started() {
        return startedAt != null;
    }

    private static ContainerState waitingFor(String reason, @Nullable String message) {
        return new ContainerStateBuilder()
                .withNewWaiting()
                .withReason(reason)
                .withMessage(message)
                .endWaiting()
                .build();
    }

    synchronized void waiting(String reason, @Nullable String text) {
        state = waitingFor(reason, text);
    }

    /** Starts the process; a command that is not there is an end with the reason StartError. */
    synchronized void start(List<String> argv, Map<String, String> variables, @Nullable String workdir)
            throws IOException {
        String now = Store.now();
        startedAt = now;
        if (!executable(argv.getFirst())) {
            ended(
                    START_ERROR,
                    "StartError",
                    "failed to create containerd task: failed to create shim task: OCI runtime create failed: exec: \""
                            + argv.getFirst() + "\": executable file not found in $PATH");
            log.close();
            return;
        }
        ProcessBuilder builder = new ProcessBuilder("setsid").redirectErrorStream(true);
        builder.command().addAll(argv);
        builder.directory(new File(workdir != null && Files.isDirectory(Path.of(workdir)) ? workdir : "/"));
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", PATH, "HOME", "/", "LANG", "C.UTF-8"));
        builder.environment().put("OUTRIDER_TERMINATION_LOG", message.toString());
        builder.environment().putAll(variables);
        Process begun = builder.start();
        begun.getOutputStream().close();
        process = begun;
        drain = Thread.ofVirtual().start(() -> log.drain(begun.getInputStream()));
        state = new ContainerStateBuilder()
                .withNewRunning()
                .withStartedAt(now)
                .endRunning()
                .build();
    }

    private static boolean executable(String command) {
        if (command.contains("/")) {
            return Files.isExecutable(Path.of(command));
        }
        return Arrays.stream(PATH.split(":", -1)).anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }

    /** Waits until the process has ended, for so long; true if it has. */
    boolean awaitEnd(Duration atMost) throws InterruptedException {
        Process running = process;
        if (running == null) {
            return true;
        }
        if (!running.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            return false;
        }
        end(running);
        return true;
    }

    private void end(Process over) throws InterruptedException {
        signal("KILL");
        Thread draining = drain;
        if (draining != null) {
            draining.join();
        }
        synchronized (this) {
            if (state.getTerminated() == null) {
                int code = over.exitValue();
                String reason = killReason != null ? killReason : code == 0 ? "Completed" : "Error";
                ended("OOMKilled".equals(reason) ? KILLED : code, reason, message());
            }
        }
    }

    private void ended(int code, String reason, @Nullable String text) {
        state = new ContainerStateBuilder()
                .withNewTerminated()
                .withExitCode(code)
                .withReason(reason)
                .withMessage(text)
                .withStartedAt(startedAt)
                .withFinishedAt(Store.now())
                .withContainerID(id)
                .endTerminated()
                .build();
    }

    private @Nullable String message() {
        try {
            if (!Files.isRegularFile(message)) {
                return null;
            }
            byte[] bytes = Files.readAllBytes(message);
            return new String(bytes, 0, Math.min(bytes.length, MOST_MESSAGE_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return null;
        }
    }

    void terminate() {
        Process running = process;
        if (running != null) {
            // The process's own destroy() would close its output, too.
            running.toHandle().destroy();
        }
    }

    /** As the kernel does; the reason is told as the end's. */
    void kill(@Nullable String reason) {
        synchronized (this) {
            killReason = reason;
        }
        signal("KILL");
    }

    /** To every process of the container. */
    private void signal(String name) {
        Process running = process;
        if (running != null) {
            try {
                new ProcessBuilder("sh", "-c", "kill -s " + name + " -- -" + running.pid())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
            } catch (IOException e) {
                running.destroyForcibly();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    synchronized boolean succeeded() {
        return state.getTerminated() != null && state.getTerminated().getExitCode() == 0;
    }

    synchronized boolean over() {
        return state.getTerminated() != null;
    }

    synchronized ContainerStatus status() {
        boolean running = state.getRunning() != null;
        boolean done = succeeded() && !sidecar;
        return new ContainerStatusBuilder()
                .withName(container.getName())
                .withImage(container.getImage())
                .withImageID(started() ? container.getImage() : "")
                .withContainerID(started() ? id : null)
                .withReady(running || done)
                .withStarted(running)
                .withRestartCount(0)
                .withState(state)
                .withNewLastState()
                .endLastState()
                .build();
    }
}
