package io.outrider.images.root;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;

/** The folders that {@code make-root.sh} makes; each is kept, so that the next image with the same needs has the same bytes. */
public final class RootFolders {

    private final Path script;
    private final Path cache;
    private final Path jdk;

    /**
     * @param script deploy/images/make-root.sh
     * @param cache where the folders are kept
     * @param jdk what the Java runtime is linked from
     */
    public RootFolders(Path script, Path cache, Path jdk) {
        this.script = script;
        this.cache = cache;
        this.jdk = jdk;
    }

    /** Returns a folder with accounts, the C library and these programs. */
    public Path base(List<String> tools) throws IOException, InterruptedException {
        return made("base", tools);
    }

    /** Returns a folder with {@code opt/java}, a runtime of these modules. */
    public Path java(Collection<String> modules) throws IOException, InterruptedException {
        return made("java", List.of(String.join(",", new TreeSet<>(modules))));
    }

    private Path made(String kind, List<String> arguments) throws IOException, InterruptedException {
        Path folder = cache.resolve(kind + "-" + key(kind, arguments));
        if (Files.isDirectory(folder)) {
            return folder;
        }
        Files.createDirectories(cache);
        Path unfinished = Files.createTempDirectory(cache, kind);
        var command = new ArrayList<>(List.of("sh", script.toString(), kind, unfinished.toString()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", jdk.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("Expected " + script + " to make " + kind + ", but it said: " + said.strip());
        }
        return Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private String key(String kind, List<String> arguments) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(Files.readAllBytes(script));
            digest.update(
                    (kind + "\n" + Runtime.version() + "\n" + jdk + "\n" + arguments).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Expected every JDK to have SHA-256", impossible);
        }
    }
}
