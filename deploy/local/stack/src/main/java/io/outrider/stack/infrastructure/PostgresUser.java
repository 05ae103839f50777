package io.outrider.stack.infrastructure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Under which user PostgreSQL runs, which refuses to run as root.
 *
 * <p>An ordinary user runs it as is. Root runs it in a user namespace of its own, where root looks like nobody and still
 * owns the files. Where the kernel refuses that too, the server gets the user nobody and the data directory with it.
 */
enum PostgresUser {
    CALLER(""),
    NAMESPACE("unshare --user"),
    NOBODY("setpriv --reuid=65534 --regid=65534 --clear-groups");

    private final String prefix;

    PostgresUser(String prefix) {
        this.prefix = prefix;
    }

    /** Returns the words to put before a command. */
    List<String> prefix() {
        return prefix.isEmpty() ? List.of() : List.of(prefix.split(" "));
    }

    static PostgresUser choose() throws IOException, InterruptedException {
        if (!isRoot()) {
            return CALLER;
        }
        int code = new ProcessBuilder("unshare", "--user", "true")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        return code == 0 ? NAMESPACE : NOBODY;
    }

    private static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    /** Makes the file the server's own where it runs as somebody else. */
    void own(Path file) throws IOException {
        if (this == NOBODY) {
            Files.setAttribute(file, "unix:uid", 65_534);
            Files.setAttribute(file, "unix:gid", 65_534);
        }
    }

    /** Lets the server pass through a folder that is not its own, without seeing what is in it. */
    void passThrough(Path folder) throws IOException {
        if (this == NOBODY) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        }
    }
}
