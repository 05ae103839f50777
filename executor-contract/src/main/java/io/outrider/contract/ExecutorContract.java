package io.outrider.contract;

import io.outrider.stack.infrastructure.Endpoints;
import io.outrider.stack.testing.SharedInfrastructure;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * All that an executor owes, on the real Kafka and the real registry: commands go in, events, logs and the node's news come out.
 *
 * <p>A subclass says how to start the executor; every case runs against that one. Cases run side by side. With {@link RestartCases}
 * it dies and comes back, too: those have it for themselves.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(providers = Sharing.class)
public abstract class ExecutorContract implements ConformanceCases, EndCases, InputCases, LogCases, FencingCases {

    private Bench bench;

    /**
     * Starts the executor, with a node that has the label {@code site=contract}.
     *
     * @param folder of its own, removed in the end
     */
    protected abstract Executor start(Endpoints endpoints, Path folder) throws Exception;

    @BeforeAll
    final void prepare(@TempDir Path folder) throws Exception {
        Endpoints endpoints = SharedInfrastructure.endpoints();
        Executor executor = start(endpoints, folder);
        Wire wire = new Wire(endpoints);
        bench = new Bench(wire, executor);
        Awaitility.await("the node " + executor.node())
                .atMost(Duration.ofSeconds(60))
                .until(() -> !wire.nodes(executor.node()).isEmpty());
    }

    @AfterAll
    final void finish() {
        if (bench != null) {
            bench.close();
        }
    }

    @Override
    public final Bench bench() {
        return bench;
    }
}
