package io.outrider.e2e;

import io.outrider.stack.testing.TraceCollector;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts one stack for all tests of this module and hands it to their constructors, with the collector that it sends its spans to;
 * stops it after the last. An executor of a cluster is there for those classes that ask for it, and only as long as they run.
 */
final class SharedStack implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
        Class<?> type = parameter.getParameter().getType();
        return type == Outrider.class || type == TraceCollector.class || type == ClusterExecutor.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
        Class<?> type = parameter.getParameter().getType();
        Running running = extension
                .getRoot()
                .getStore(Namespace.GLOBAL)
                .computeIfAbsent(Running.class, key -> new Running(), Running.class);
        if (type == ClusterExecutor.class) {
            return extension
                    .getStore(Namespace.GLOBAL)
                    .computeIfAbsent(
                            ClusterExecutor.class,
                            key -> ClusterExecutor.start(running.outrider),
                            ClusterExecutor.class);
        }
        return type == Outrider.class ? running.outrider : running.collector;
    }

    private static final class Running implements AutoCloseable {

        private final Path data;
        private final Outrider outrider;
        private final TraceCollector collector;

        Running() {
            try {
                data = Files.createTempDirectory("outrider-e2e");
                collector = new TraceCollector();
            } catch (IOException e) {
                throw new IllegalStateException("Expected a temporary folder", e);
            }
            outrider = new Outrider(
                    data,
                    Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint(), "OTEL_BSP_SCHEDULE_DELAY", "200"));
            outrider.run("up", "--detach").ok();
        }

        @Override
        public void close() throws IOException {
            outrider.run("down").ok();
            collector.close();
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
