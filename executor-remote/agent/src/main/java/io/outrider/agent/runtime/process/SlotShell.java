package io.outrider.agent.runtime.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A long-lived {@code sh} that runs one task after another: a fork of so small a process is cheaper than one of the agent, and the
 * shell stays when the agent is killed, so that the exit code reaches the disk. It leads a session of its own; its tasks are in it.
 */
final class SlotShell {

    /**
     * Reads folders from stdin. The subshell makes the log (with {@code set -C}, so that one start only can win), writes its pid and
     * becomes the command. TERM to the own group afterwards takes along what the command left behind; the shell itself traps it.
     */
    private static final String SCRIPT = """
            umask 077
            IFS='\t'
            trap : TERM HUP INT QUIT
            while read -r disk memory; do
              ( set -C; true > "$disk/log" || exit 125
                set +C; exec < /dev/null >> "$disk/log" 2>&1
                read -r stat < /proc/self/stat && echo "$stat" > "$disk/pid" || exit 125
                . "$memory/run" )
              code=$?
              echo "$code" > "$disk/exit"
              kill -TERM 0
              echo "$code"
            done
            """;

    private final Process process;
    private final OutputStream commands;
    private final BufferedReader answers;

    SlotShell(Path home) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of("setsid", "sh", "-c", SCRIPT, "outrider-slot"))
                .directory(home.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        // Tasks get what their scripts export and nothing of the agent's own, like its enrolment token.
        builder.environment().keySet().retainAll(Set.of("PATH"));
        this.process = builder.start();
        this.commands = process.getOutputStream();
        this.answers = process.inputReader(StandardCharsets.US_ASCII);
    }

    /** Returns the id of the session that the shell leads. */
    long session() {
        return process.pid();
    }

    /** Lets it run the task in these folders. */
    void run(String disk, String memory) throws IOException {
        commands.write((disk + "\t" + memory + "\n").getBytes(StandardCharsets.UTF_8));
        commands.flush();
    }

    /** Returns the exit code of the task that runs; null if the shell itself is dead. */
    @Nullable
    Integer await() {
        try {
            String line = answers.readLine();
            return line == null ? null : Integer.valueOf(line.strip());
        } catch (IOException | NumberFormatException e) {
            return null;
        }
    }

    boolean alive() {
        return process.isAlive();
    }

    void close() {
        try {
            commands.close();
        } catch (IOException e) {
            // It ends by itself when its input is gone.
        }
    }
}
