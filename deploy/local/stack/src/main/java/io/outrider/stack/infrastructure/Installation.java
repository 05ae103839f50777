package io.outrider.stack.infrastructure;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the built parts of Outrider lie.
 *
 * @param root the root of the source tree
 */
public record Installation(Path root) {

    public static final String ROOT_PROPERTY = "outrider.root";

    /** Finds the root through the system property {@code outrider.root}. */
    public static Installation find() {
        @Nullable String root = System.getProperty(ROOT_PROPERTY);
        if (root == null) {
            throw new IllegalStateException(
                    "Expected the system property outrider.root to name the root of the source tree, but it is not set");
        }
        return new Installation(Path.of(root).toAbsolutePath().normalize());
    }

    Path broker() {
        return built("deploy/local/broker/target/broker", "lib", "deploy/local/broker");
    }

    Path registry() {
        return built("deploy/local/stack/target/registry", "quarkus-run.jar", "deploy/local/stack");
    }

    /** Returns the folder that holds the unpacked PostgreSQL; it may not exist yet. */
    Path postgres() {
        return root.resolve("deploy/local/stack/target/postgres");
    }

    private Path built(String folder, String proof, String module) {
        Path path = root.resolve(folder);
        if (!Files.exists(path.resolve(proof))) {
            throw new IllegalStateException("Expected " + path.resolve(proof)
                    + ", but it is not built; build it with: mvn -pl " + module + " install -DskipTests");
        }
        return path;
    }
}
