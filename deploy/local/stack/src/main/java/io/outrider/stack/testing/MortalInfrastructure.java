package io.outrider.stack.testing;

import io.outrider.stack.infrastructure.EmbeddedInfrastructure;
import io.outrider.stack.infrastructure.Endpoints;
import io.outrider.stack.infrastructure.InfrastructurePorts;
import io.outrider.stack.infrastructure.Installation;
import io.outrider.stack.infrastructure.KafkaBroker;
import io.outrider.stack.infrastructure.Postgres;
import io.outrider.stack.infrastructure.Registry;
import io.outrider.stack.infrastructure.StackDirectory;
import io.outrider.stack.process.FreePorts;
import java.io.IOException;
import java.nio.file.Path;

/** PostgreSQL, Kafka and the registry for one test alone, which kills the first two. */
public final class MortalInfrastructure implements AutoCloseable {

    private final Endpoints endpoints;
    private final MortalProcess database;
    private final MortalProcess broker;
    private final MortalProcess registry;

    /**
     * Prepares it; {@link #start} starts it.
     *
     * @param directory where data and logs are
     */
    public MortalInfrastructure(Path directory) throws IOException {
        StackDirectory stack = new StackDirectory(directory);
        stack.create();
        Installation installation = Installation.find();
        InfrastructurePorts ports = InfrastructurePorts.any(new FreePorts());
        Postgres postgres = new Postgres(installation, stack, ports);
        endpoints = EmbeddedInfrastructure.endpoints(postgres, ports);
        database = new MortalProcess(postgres);
        broker = new MortalProcess(
                new KafkaBroker(installation, stack, ports, EmbeddedInfrastructure.DEFAULT_PARTITIONS));
        registry = new MortalProcess(new Registry(installation, stack, ports, endpoints));
    }

    /** Returns when all of it serves, and databases and topics exist. */
    public void start() throws InterruptedException {
        database.start();
        broker.start();
        registry.start();
    }

    public Endpoints endpoints() {
        return endpoints;
    }

    public MortalProcess database() {
        return database;
    }

    public MortalProcess broker() {
        return broker;
    }

    @Override
    public void close() {
        registry.close();
        broker.close();
        database.close();
    }
}
