package io.outrider.stack.service;

import io.outrider.stack.infrastructure.DirectoryTree;
import io.outrider.stack.infrastructure.Endpoints;
import io.outrider.stack.infrastructure.StackDirectory;
import io.outrider.stack.process.ClassArchive;
import io.outrider.stack.process.Component;
import io.outrider.stack.process.HttpProbe;
import io.outrider.stack.process.JavaCommand;
import io.outrider.stack.process.Launch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One of Outrider's services, run from where the build put it. */
public final class QuarkusService implements Component {

    private final ServiceKind kind;
    private final Path application;
    private final StackDirectory directory;
    private final Endpoints endpoints;
    private final ServicePorts ports;

    public QuarkusService(
            ServiceKind kind, Path root, StackDirectory directory, Endpoints endpoints, ServicePorts ports) {
        this.kind = kind;
        this.application = root.resolve(kind.module()).resolve("target/quarkus-app/quarkus-run.jar");
        this.directory = directory;
        this.endpoints = endpoints;
        this.ports = ports;
    }

    public Path application() {
        return application;
    }

    @Override
    public String name() {
        return kind.serviceName();
    }

    public String url() {
        return "http://127.0.0.1:" + ports.http(kind);
    }

    @Override
    public Map<String, Integer> ports() {
        var named = new LinkedHashMap<String, Integer>();
        named.put("http", ports.http(kind));
        if (kind == ServiceKind.GATEWAY) {
            named.put("agents", ports.agents());
        }
        return named;
    }

    @Override
    public void prepare() throws IOException {
        // A process that was killed leaves its temporary files behind.
        DirectoryTree.delete(temporaryFiles());
        StackDirectory.createPrivately(temporaryFiles());
        StackDirectory.createPrivately(directory.artifacts());
        StackDirectory.createPrivately(directory.service(name()));
        if (kind == ServiceKind.EVENT_REACTOR) {
            StackDirectory.createPrivately(webhookSecrets());
        }
    }

    private Path webhookSecrets() {
        return directory.service(name()).resolve("webhook-secrets");
    }

    private Path temporaryFiles() {
        return directory.root().resolve("tmp").resolve(kind.serviceName());
    }

    @Override
    public Launch launch() throws IOException {
        var flags = new ArrayList<>(kind.jvmFlags());
        flags.addAll(new ClassArchive(application.resolveSibling("classes.jsa"), application).flags());
        settings().forEach((key, value) -> flags.add("-D" + key + "=" + value));
        var java = new JavaCommand(
                flags, List.of(application.toString()), "io.quarkus.bootstrap.runner.AotQuarkusEntryPoint", List.of());
        return new Launch(
                java.words(),
                Map.of("QUARKUS_DATASOURCE_PASSWORD", endpoints.pgPassword()),
                directory.root(),
                directory.log(name()));
    }

    private Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("java.io.tmpdir", temporaryFiles().toString());
        settings.put("quarkus.http.host", "127.0.0.1");
        settings.put("quarkus.http.port", Integer.toString(ports.http(kind)));
        settings.put("quarkus.datasource.jdbc.url", endpoints.jdbcUrl(kind.database()));
        settings.put("quarkus.datasource.reactive.url", endpoints.reactiveUrl(kind.database()));
        settings.put("quarkus.datasource.username", endpoints.pgUser());
        settings.put("kafka.bootstrap.servers", endpoints.kafka());
        settings.put("outrider.registry.url", endpoints.registryUrl());
        settings.put("outrider.artifacts.dir", directory.artifacts().toString());
        settings.put("outrider.auth.tokens-file", directory.tokens().toString());
        if (kind == ServiceKind.GATEWAY) {
            settings.put("outrider.gateway.agents.port", Integer.toString(ports.agents()));
            settings.put(
                    "outrider.gateway.ca.dir",
                    directory.service(name()).resolve("ca").toString());
        }
        if (kind == ServiceKind.EVENT_REACTOR) {
            settings.put("outrider.webhooks.secrets-dir", webhookSecrets().toString());
        }
        return settings;
    }

    @Override
    public boolean isReady() throws IOException {
        return HttpProbe.answersOk(url() + "/q/health/ready");
    }
}
