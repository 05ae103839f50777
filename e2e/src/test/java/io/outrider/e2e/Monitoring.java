package io.outrider.e2e;

import com.sun.net.httpserver.HttpServer;
import io.outrider.stack.process.FreePorts;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Prometheus and Alertmanager as Debian packages them, watching one gauge and telling Outrider of the alert {@code E2eDiskFull}. */
final class Monitoring implements AutoCloseable {

    /** Host and port, as Prometheus names what it scrapes; the host is the label {@code kind} of the only node. */
    static final String INSTANCE = "local:9100";

    private static final FreePorts PORTS = new FreePorts();

    private static final String PROMETHEUS = "prometheus";
    private static final String ALERTMANAGER = "prometheus-alertmanager";

    private final Path folder;
    private final HttpServer disk;
    private final List<Process> processes = new ArrayList<>();
    private volatile double used;

    private Monitoring(Path folder) throws IOException {
        this.folder = folder;
        this.disk = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        disk.createContext("/metrics", exchange -> {
            byte[] metrics = ("# TYPE disk_used_percent gauge\ndisk_used_percent{mount=\"/data\"} " + used + "\n")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, metrics.length);
            exchange.getResponseBody().write(metrics);
            exchange.close();
        });
        disk.start();
    }

    /** Says whether both are installed. */
    static boolean isInstalled() {
        return program(PROMETHEUS).isPresent() && program(ALERTMANAGER).isPresent();
    }

    /**
     * Starts both.
     *
     * @param receiver where Alertmanager sends to
     * @param token of a publisher
     */
    static Monitoring start(Path folder, String receiver, String token) throws IOException {
        Monitoring monitoring = new Monitoring(folder);
        try {
            int alerts = PORTS.any();
            monitoring.startAlertmanager(alerts, receiver, token);
            monitoring.startPrometheus(alerts);
            return monitoring;
        } catch (IOException e) {
            monitoring.close();
            throw e;
        }
    }

    /** Sets the gauge; the alert fires above 90. */
    void use(double percent) {
        used = percent;
    }

    private void startAlertmanager(int port, String receiver, String token) throws IOException {
        Path secret = Files.writeString(folder.resolve("outrider.token"), token);
        Path file = Files.writeString(folder.resolve("alertmanager.yml"), """
                route: {receiver: outrider, group_by: [alertname], group_wait: 1s, group_interval: 1s, repeat_interval: 1h}
                receivers:
                - name: outrider
                  webhook_configs:
                  - url: %s
                    send_resolved: true
                    max_alerts: 5000
                    http_config:
                      authorization: {credentials_file: %s}
                """.formatted(receiver, secret));
        launch(
                ALERTMANAGER,
                "--config.file=" + file,
                "--storage.path=" + folder.resolve("alerts"),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address=");
    }

    private void startPrometheus(int alertmanager) throws IOException {
        Files.writeString(folder.resolve("rules.yml"), """
                groups:
                - name: e2e
                  rules:
                  - alert: E2eDiskFull
                    expr: disk_used_percent > 90
                    labels: {severity: critical}
                    annotations: {summary: "{{ $labels.mount }} is {{ $value }} % full"}
                """);
        Path file = Files.writeString(folder.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
                rule_files: [rules.yml]
                alerting:
                  alertmanagers:
                  - static_configs: [{targets: ["127.0.0.1:%d"]}]
                scrape_configs:
                - job_name: disk
                  static_configs: [{targets: ["127.0.0.1:%d"], labels: {instance: "%s"}}]
                """.formatted(
                        alertmanager, disk.getAddress().getPort(), INSTANCE));
        launch(
                PROMETHEUS,
                "--config.file=" + file,
                "--storage.tsdb.path=" + folder.resolve("metrics"),
                "--web.listen-address=127.0.0.1:" + PORTS.any());
    }

    private void launch(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(program(program).orElseThrow().toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(program + ".log").toFile())
                .start();
        processes.add(process);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** What both wrote, for a failure. */
    String logs() {
        try (Stream<Path> files = Files.list(folder)) {
            StringBuilder logs = new StringBuilder();
            for (Path log :
                    files.filter(file -> file.toString().endsWith(".log")).toList()) {
                logs.append(Files.readString(log));
            }
            return logs.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        disk.stop(0);
        for (Process process : processes) {
            process.destroy();
            try {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Optional<Path> program(String name) {
        return Pattern.compile(File.pathSeparator)
                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
