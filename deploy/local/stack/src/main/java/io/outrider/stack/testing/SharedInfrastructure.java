package io.outrider.stack.testing;

import io.outrider.stack.infrastructure.DirectoryTree;
import io.outrider.stack.infrastructure.EmbeddedInfrastructure;
import io.outrider.stack.infrastructure.Endpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One infrastructure for each JVM, started by the first that asks.
 *
 * <p>Quarkus may load this class several times in class loaders of its own; the system properties are what they share.
 */
public final class SharedInfrastructure {

    private static final String PREFIX = "outrider.testing.";

    /**
     * A constant string is one object for all class loaders. The properties themselves would not do: while this thread waits for the
     * infrastructure, the threads that start it may set one, as the JVM does when it first asks for the time zone.
     */
    private static final Object LOCK = PREFIX + "lock";

    private SharedInfrastructure() {}

    public static Endpoints endpoints() {
        synchronized (LOCK) {
            if (System.getProperty(PREFIX + "kafka") == null) {
                share(start());
            }
        }
        return new Endpoints(
                System.getProperty(PREFIX + "kafka"),
                System.getProperty(PREFIX + "pg-host"),
                Integer.getInteger(PREFIX + "pg-port"),
                System.getProperty(PREFIX + "pg-user"),
                System.getProperty(PREFIX + "pg-password"),
                System.getProperty(PREFIX + "registry"));
    }

    private static void share(Endpoints endpoints) {
        System.setProperty(PREFIX + "pg-host", endpoints.pgHost());
        System.setProperty(PREFIX + "pg-port", Integer.toString(endpoints.pgPort()));
        System.setProperty(PREFIX + "pg-user", endpoints.pgUser());
        System.setProperty(PREFIX + "pg-password", endpoints.pgPassword());
        System.setProperty(PREFIX + "registry", endpoints.registryUrl());
        System.setProperty(PREFIX + "kafka", endpoints.kafka());
    }

    private static Endpoints start() {
        try {
            Path directory = Files.createTempDirectory("outrider-test");
            EmbeddedInfrastructure infrastructure = EmbeddedInfrastructure.start(directory);
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> end(infrastructure, directory), "embedded-stack-end"));
            return DockerBroker.wanted() ? onDocker(infrastructure.endpoints()) : infrastructure.endpoints();
        } catch (IOException failure) {
            throw new UncheckedIOException("Expected to start the embedded infrastructure, but could not", failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while starting the embedded infrastructure", stop);
        }
    }

    /** The same database and registry, with the broker that users run. */
    private static Endpoints onDocker(Endpoints embedded) {
        return new Endpoints(
                DockerBroker.start(),
                embedded.pgHost(),
                embedded.pgPort(),
                embedded.pgUser(),
                embedded.pgPassword(),
                embedded.registryUrl());
    }

    private static void end(EmbeddedInfrastructure infrastructure, Path directory) {
        infrastructure.close();
        try {
            DirectoryTree.delete(directory);
        } catch (IOException left) {
            System.err.println("Expected to delete " + directory + ", but could not: " + left.getMessage());
        }
    }
}
