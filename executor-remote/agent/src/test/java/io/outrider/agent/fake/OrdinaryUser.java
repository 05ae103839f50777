package io.outrider.agent.fake;

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

    /** Starts an agent whose home belongs to that user. */
    public static AgentProcess agent(Path home, FakeGateway gateway, String settings) throws IOException {
        Files.createDirectories(home);
        // Test folders are their owner's alone.
        Path above = home.getParent();
        while (above.getParent() != null && !above.equals(Path.of(System.getProperty("java.io.tmpdir")))) {
            Files.setPosixFilePermissions(above, PosixFilePermissions.fromString("rwxr-xr-x"));
            above = above.getParent();
        }
        own(home);
        List<String> command =
                new ArrayList<>(List.of("setpriv", "--reuid=" + ID, "--regid=" + ID, "--clear-groups", "--"));
        command.addAll(AgentProgram.command());
        return new AgentProcess(home, gateway, settings, command);
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
