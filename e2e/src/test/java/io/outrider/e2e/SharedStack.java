package io.outrider.e2e;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts one stack for all tests of this module and hands it to their constructors; stops it after the last. */
final class SharedStack implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
        return parameter.getParameter().getType() == Outrider.class;
    }

    @Override
    public Outrider resolveParameter(ParameterContext parameter, ExtensionContext extension) {
        return extension
                .getRoot()
                .getStore(Namespace.GLOBAL)
                .computeIfAbsent(Running.class, key -> new Running(), Running.class)
                .outrider;
    }

    private static final class Running implements AutoCloseable {

        private final Path data;
        private final Outrider outrider;

        Running() {
            try {
                data = Files.createTempDirectory("outrider-e2e");
            } catch (IOException e) {
                throw new IllegalStateException("Expected a temporary folder", e);
            }
            outrider = new Outrider(data);
            outrider.run("up", "--detach").ok();
        }

        @Override
        public void close() throws IOException {
            outrider.run("down").ok();
            delete(data);
        }
    }

    /** Deletes a folder with everything in it. */
    static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
