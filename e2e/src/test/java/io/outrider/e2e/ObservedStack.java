package io.outrider.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One stack that sends its spans to a collector of the tests; started once for all tests that look at it, stopped after the last. */
final class ObservedStack implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
        Class<?> type = parameter.getParameter().getType();
        return type == Outrider.class || type == TraceCollector.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
        Running running = extension
                .getRoot()
                .getStore(Namespace.GLOBAL)
                .computeIfAbsent(Running.class, key -> new Running(), Running.class);
        return parameter.getParameter().getType() == Outrider.class ? running.outrider : running.collector;
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
                throw new UncheckedIOException(e);
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
            SharedStack.delete(data);
        }
    }
}
