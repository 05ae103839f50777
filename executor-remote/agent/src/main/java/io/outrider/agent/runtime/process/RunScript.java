package io.outrider.agent.runtime.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The start script of a task: folder, variables, command; plain POSIX sh in which everything is quoted. */
public final class RunScript {

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    // Shells give these a meaning or forbid to set them; env sets them all the same.
    private static final Set<String> SHELL_OWN = Set.of(
            "IFS",
            "OPTIND",
            "PPID",
            "UID",
            "EUID",
            "BASHOPTS",
            "SHELLOPTS",
            "BASH_VERSINFO",
            "PS4",
            "LINENO",
            "PWD",
            "OLDPWD");

    private static final String OWN_PATH = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");

    private RunScript() {}

    /**
     * Returns the script. The slot's shell reads it and runs the command as a child, so that nothing of it may stay in the shell but
     * what the next script sets again.
     *
     * @param workdir to change to first; null stays where the slot's shell is
     * @param variables of the command; its {@code PATH} is where the command is looked for
     */
    public static String of(@Nullable String workdir, Map<String, String> variables, List<String> command) {
        StringBuilder script = new StringBuilder("umask 022\n");
        if (workdir != null) {
            script.append("cd ").append(quoted(workdir)).append(" || return 126\n");
        }
        List<String> words = new ArrayList<>();
        StringBuilder assignments = new StringBuilder();
        variables.forEach((name, value) -> {
            if (exportable(name)) {
                assignments.append(name).append('=').append(quoted(value)).append(' ');
            } else if (!name.isEmpty() && name.indexOf('=') < 0) {
                words.add(name + "=" + value);
            }
        });
        if (!words.isEmpty()) {
            words.addFirst("env");
        }
        words.addAll(command);
        Optional<String> program = program(words.getFirst(), variables.get("PATH"));
        if (program.isEmpty()) {
            return script.append("echo ")
                    .append(quoted(words.getFirst() + ": command not found"))
                    .append(" >&2\nreturn 127\n")
                    .toString();
        }
        words.set(0, program.get());
        return script.append(assignments)
                .append(words.stream().map(RunScript::quoted).collect(Collectors.joining(" ")))
                .append('\n')
                .toString();
    }

    /** Returns the file that a name means: with a slash in it, it is never one of the shell's own commands. */
    private static Optional<String> program(String name, @Nullable String path) {
        if (name.indexOf('/') >= 0) {
            return Optional.of(name);
        }
        return Arrays.stream(Objects.requireNonNullElse(path, OWN_PATH).split(":", -1))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst()
                .map(Path::toString);
    }

    /** Tells whether a shell can be trusted to export a variable of this name; others cost a process of their own, {@code env}. */
    static boolean exportable(String name) {
        return IDENTIFIER.matcher(name).matches() && !SHELL_OWN.contains(name);
    }

    /** Returns the text as one word of the shell. */
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
