package io.outrider.stack.testing;

import io.outrider.stack.infrastructure.Endpoints;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/**
 * Real PostgreSQL, Kafka and registry for a Quarkus test: one set for each test JVM, on free ports, gone with the JVM.
 *
 * <p>The argument {@code database} names the service's database.
 */
public final class EmbeddedStackResource implements QuarkusTestResourceLifecycleManager {

    private String database = "postgres";

    @Override
    public void init(Map<String, String> arguments) {
        database = arguments.getOrDefault("database", database);
    }

    @Override
    public Map<String, String> start() {
        Endpoints endpoints = SharedInfrastructure.endpoints();
        var configuration = new HashMap<String, String>();
        configuration.put("quarkus.datasource.jdbc.url", endpoints.jdbcUrl(database));
        configuration.put("quarkus.datasource.reactive.url", endpoints.reactiveUrl(database));
        configuration.put("quarkus.datasource.username", endpoints.pgUser());
        configuration.put("quarkus.datasource.password", endpoints.pgPassword());
        configuration.put("kafka.bootstrap.servers", endpoints.kafka());
        configuration.put("outrider.registry.url", endpoints.registryUrl());
        return configuration;
    }

    /** Leaves it running for the next test class; it ends with the JVM. */
    @Override
    public void stop() {}
}
