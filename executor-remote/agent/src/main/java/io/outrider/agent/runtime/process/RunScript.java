package io.outrider.agent.runtime.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The start script of a task: variables, folder, command; plain POSIX sh in which everything is quoted. */
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

    private RunScript() {}

    /** Returns the script with these variables only, as of {@link #of(String, String, Map, List)}. */
    public static String of(@Nullable String workdir, Map<String, String> variables, List<String> command) {
        return of(workdir, "", variables, command);
    }

    /**
     * Returns the script.
     *
     * @param workdir to change to first; null stays where the slot's shell is
     * @param exported variables as {@link #exports} returns them
     * @param variables others, which win
     */
    static String of(@Nullable String workdir, String exported, Map<String, String> variables, List<String> command) {
        StringBuilder script = new StringBuilder("umask 022\n");
        if (workdir != null) {
            script.append("cd ").append(quoted(workdir)).append(" || exit 126\n");
        }
        script.append(exported);
        List<String> odd = new ArrayList<>();
        variables.forEach((name, value) -> {
            if (exportable(name)) {
                export(script, name, value);
            } else if (!name.isEmpty() && name.indexOf('=') < 0) {
                odd.add(name + "=" + value);
            }
        });
        script.append("exec");
        if (!odd.isEmpty()) {
            script.append(" env");
            odd.forEach(assignment -> script.append(' ').append(quoted(assignment)));
        }
        command.forEach(word -> script.append(' ').append(quoted(word)));
        return script.append('\n').toString();
    }

    /** Returns the part of a script that exports these variables, those of them that a shell can export. */
    static String exports(Map<String, String> variables) {
        StringBuilder script = new StringBuilder();
        variables.forEach((name, value) -> {
            if (exportable(name)) {
                export(script, name, value);
            }
        });
        return script.toString();
    }

    private static void export(StringBuilder script, String name, String value) {
        script.append("export ").append(name).append('=').append(quoted(value)).append('\n');
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
