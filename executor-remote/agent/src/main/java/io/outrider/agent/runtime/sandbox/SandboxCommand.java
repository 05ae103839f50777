package io.outrider.agent.runtime.sandbox;

import io.outrider.protocol.Limits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command that puts another one into namespaces of its own, and what keeps it there.
 *
 * <p>The outer {@code unshare} makes mount, process, IPC and host name namespaces (as an ordinary user inside a user namespace). The
 * shell in it is the first process: it mounts, starts the command, collects orphans, and its end is the end of all. The inner
 * {@code unshare} changes the root and then becomes an ordinary user, which drops every capability; {@code no_new_privs} keeps it so.
 * Nothing of the host is reachable from there: another root, no privileges, and the first process belongs to another user.
 *
 * @param root true if the agent is root: then the command runs as the unprivileged user 65534; otherwise as the agent's own user
 * @param network true to share the machine's network
 */
record SandboxCommand(boolean root, boolean network) {

    /** The user for tasks of a root agent: nobody, everywhere. */
    static final int UNPRIVILEGED = 65_534;

    // What an ordinary user is called inside; a user of its own needs no entry anywhere.
    private static final int INSIDE = 1_000;

    private static final String INIT = """
            trap : TERM HUP INT QUIT
            table=$1; shift
            mount -a -T "$table" || { echo "The sandbox could not be mounted" >&2; exit 126; }
            ( exec "$@" )
            exit $?
            """;

    /** Returns the argv that runs {@code command} in {@code workdir} of the root at {@code mountPoint}. */
    List<String> around(Path table, Path mountPoint, String workdir, Limits limits, List<String> command) {
        List<String> argv = new ArrayList<>(List.of("unshare"));
        if (!root) {
            argv.addAll(List.of("--user", "--map-root-user"));
        }
        argv.addAll(List.of("--mount", "--pid", "--fork", "--kill-child", "--ipc", "--uts"));
        if (!network) {
            argv.add("--net");
        }
        argv.addAll(List.of("/bin/sh", "-c", INIT, "outrider-sandbox", table.toString()));
        argv.addAll(limited(limits));
        argv.addAll(List.of("setpriv", "--no-new-privs"));
        if (root) {
            // The three that the next step needs; becoming another user drops them.
            argv.addAll(List.of("--bounding-set=-all,+sys_chroot,+setuid,+setgid", "--inh-caps=-all"));
        }
        argv.add("unshare");
        argv.addAll(
                root
                        ? List.of("--setgid=" + UNPRIVILEGED, "--setuid=" + UNPRIVILEGED)
                        : List.of("--user", "--map-user=" + INSIDE, "--map-group=" + INSIDE));
        argv.addAll(List.of("--root=" + mountPoint, "--wd=" + workdir, "--"));
        argv.addAll(command);
        return argv;
    }

    /** Without control groups: data memory of each process, processes of the user. */
    private static List<String> limited(Limits limits) {
        List<String> prlimit = new ArrayList<>();
        if (limits.memoryMb() > 0) {
            prlimit.add("--data=" + ((long) limits.memoryMb() << 20));
        }
        if (limits.pids() > 0) {
            prlimit.add("--nproc=" + limits.pids());
        }
        if (!prlimit.isEmpty()) {
            prlimit.addFirst("prlimit");
        }
        return prlimit;
    }
}
