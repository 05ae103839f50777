package io.outrider.stack.infrastructure;

import io.outrider.stack.process.ChildProcess;
import io.outrider.stack.process.Component;
import io.outrider.stack.process.FreePorts;
import io.outrider.stack.process.Starting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/**
 * PostgreSQL, Kafka and the registry, running as children of this process.
 *
 * <p>They end with {@link #close} and with this process, however it ends. Data stay in the directory; starting again on
 * the same directory continues with them.
 */
public final class EmbeddedInfrastructure implements AutoCloseable {

    /** Enough to spread the work of a test over several consumers. */
    public static final int DEFAULT_PARTITIONS = 4;

    private final Endpoints endpoints;
    private final Deque<ChildProcess> children = new ArrayDeque<>();

    private EmbeddedInfrastructure(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    /** Starts on free ports of which none is a documented one, for tests. */
    public static EmbeddedInfrastructure start(Path directory) throws IOException, InterruptedException {
        return start(Installation.find(), directory, InfrastructurePorts.any(new FreePorts()), DEFAULT_PARTITIONS);
    }

    /**
     * Returns once everything serves and all databases and topics exist.
     *
     * @param partitions of each topic that does not exist yet
     * @throws io.outrider.stack.process.ComponentFailed if a part does not come up; nothing is left running then
     */
    public static EmbeddedInfrastructure start(
            Installation installation, Path directory, InfrastructurePorts ports, int partitions)
            throws IOException, InterruptedException {
        var stack = new StackDirectory(directory);
        stack.create();
        var postgres = new Postgres(installation, stack, ports);
        var kafka = new KafkaBroker(installation, stack, ports, partitions);
        var infrastructure = new EmbeddedInfrastructure(endpoints(postgres, ports));
        var registry = new Registry(installation, stack, ports, infrastructure.endpoints);
        try (var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("start-", 0).daemon().factory())) {
            var broker = threads.submit(() -> infrastructure.add(kafka));
            var database = threads.submit(() -> {
                infrastructure.add(postgres);
                return infrastructure.add(registry);
            });
            broker.get();
            database.get();
            return infrastructure;
        } catch (ExecutionException failure) {
            infrastructure.close();
            throw failure.getCause() instanceof RuntimeException known
                    ? known
                    : new IllegalStateException("Expected the infrastructure to start, but it did not", failure);
        }
    }

    /** Returns the addresses that the infrastructure has on these ports. */
    public static Endpoints endpoints(Postgres postgres, InfrastructurePorts ports) throws IOException {
        return new Endpoints(
                "127.0.0.1:" + ports.kafka(),
                "127.0.0.1",
                ports.postgres(),
                Postgres.USER,
                postgres.password(),
                "http://127.0.0.1:" + ports.registry() + "/apis/registry/v3");
    }

    private ChildProcess add(Component component) throws InterruptedException {
        ChildProcess child = Starting.start(component);
        synchronized (children) {
            children.push(child);
        }
        return child;
    }

    public Endpoints endpoints() {
        return endpoints;
    }

    /** Stops everything, the last started first, and waits until it is gone. */
    @Override
    public void close() {
        synchronized (children) {
            while (!children.isEmpty()) {
                children.pop().close();
            }
        }
    }
}
