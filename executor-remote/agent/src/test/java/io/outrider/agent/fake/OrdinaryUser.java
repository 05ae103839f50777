package io.outrider.agent.fake;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs the agent as an ordinary user although the tests run as root. */
public final class OrdinaryUser {

    // Nobody in particular, and no entry in /etc/passwd.
    private static final int ID = 54_321;

    private OrdinaryUser() {}

    /** Returns true if the tests run as root. */
    public static boolean possible() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** Starts an agent whose home and class path that user can read. */
    public static AgentProcess agent(Path home, FakeGateway gateway, String settings) throws IOException {
        Path classes = home.resolve("lib");
        Files.createDirectories(classes);
        List<String> path = new ArrayList<>();
        int number = 0;
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path copy = classes.resolve(number++ + "-" + Path.of(entry).getFileName());
            copy(Path.of(entry), copy);
            path.add(copy.toString());
        }
        // Test folders are their owner's alone.
        Path above = home.getParent();
        while (above.getParent() != null && !above.equals(Path.of(System.getProperty("java.io.tmpdir")))) {
            Files.setPosixFilePermissions(above, PosixFilePermissions.fromString("rwxr-xr-x"));
            above = above.getParent();
        }
        own(home);
        return new AgentProcess(
                home,
                gateway,
                settings,
                gateway.token(),
                List.of("setpriv", "--reuid=" + ID, "--regid=" + ID, "--clear-groups", "--"),
                String.join(File.pathSeparator, path));
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.exists(from)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }

    private static void own(Path tree) throws IOException {
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.toList()) {
                Files.setAttribute(path, "unix:uid", ID, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(path, "unix:gid", ID, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }
}
