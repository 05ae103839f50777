package io.outrider.stack.infrastructure;

import io.outrider.stack.process.Component;
import io.outrider.stack.process.HttpProbe;
import io.outrider.stack.process.JavaCommand;
import io.outrider.stack.process.Launch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The Apicurio schema registry, keeping its schemas in PostgreSQL so that ids in records stay valid. */
public final class Registry implements Component {

    private final Installation installation;
    private final StackDirectory directory;
    private final InfrastructurePorts ports;
    private final Endpoints endpoints;

    public Registry(
            Installation installation, StackDirectory directory, InfrastructurePorts ports, Endpoints endpoints) {
        this.installation = installation;
        this.directory = directory;
        this.ports = ports;
        this.endpoints = endpoints;
    }

    @Override
    public String name() {
        return "registry";
    }

    @Override
    public Map<String, Integer> ports() {
        return Map.of("http", ports.registry());
    }

    @Override
    public Launch launch() throws IOException {
        Path jar = installation.registry().resolve("quarkus-run.jar");
        var flags = Stream.concat(
                        JavaCommand.QUICK_START.stream(),
                        Stream.of(
                                "-Xmx256m",
                                "-Dquarkus.http.host=127.0.0.1",
                                "-Dquarkus.http.port=" + ports.registry(),
                                // It would listen on every address otherwise.
                                "-Dquarkus.management.host=127.0.0.1",
                                "-Dquarkus.management.port=" + ports.registryManagement(),
                                "-Dapicurio.storage.kind=sql",
                                "-Dapicurio.storage.sql.kind=postgresql",
                                "-Dapicurio.datasource.url=" + endpoints.jdbcUrl("registry"),
                                // It opens twenty connections at the start otherwise.
                                "-Dapicurio.datasource.jdbc.initial-size=1",
                                "-Dapicurio.datasource.jdbc.min-size=1",
                                "-Dapicurio.datasource.jdbc.max-size=10",
                                // Without this it goes on with dead connections after a restart of PostgreSQL.
                                "-Dquarkus.datasource.postgresql.jdbc.validate-on-borrow=true",
                                "-Dapicurio.datasource.username=" + endpoints.pgUser()))
                .toList();
        var java = new JavaCommand(
                flags, List.of(jar.toString()), "io.quarkus.bootstrap.runner.QuarkusEntryPoint", List.of());
        return new Launch(
                java.words(),
                Map.of("APICURIO_DATASOURCE_PASSWORD", endpoints.pgPassword()),
                directory.root(),
                directory.log(name()));
    }

    @Override
    public boolean isReady() throws IOException {
        return HttpProbe.answersOk(endpoints.registryUrl() + "/system/info");
    }
}
