package io.outrider.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Runs typical commands against a server of its own, so that the class data archive which the start script makes after
 * a build holds what commands need.
 */
public final class Training {
    private static final byte[] ANSWER = """
            {"items":[{"id":"j","template":"t","version":"1","status":"SUCCEEDED","createdAt":"2026-01-01T00:00:00Z",
              "parameters":{"type":"object"},"tasks":[{"id":"t","node":"n"}]}]}""".getBytes(StandardCharsets.UTF_8);

    private Training() {}

    public static void main(String[] args) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, ANSWER.length);
                exchange.getResponseBody().write(ANSWER);
            }
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            for (List<String> command : List.of(
                    List.of("job", "list"),
                    List.of("job", "show", "j", "-o", "yaml"),
                    List.of("run", "t", "-p", "a=b", "-o", "json"),
                    List.of("status"),
                    List.of("--help"))) {
                run(url, command);
            }
        } finally {
            server.stop(0);
        }
    }

    private static void run(String url, List<String> command) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        Surroundings surroundings = new Surroundings(
                Map.of("OUTRIDER_SERVER", url), nowhere, nowhere, InstantSource.system(), Path.of("."), false);
        Outrider.commandLine(surroundings).execute(command.toArray(String[]::new));
    }
}
