package io.outrider.bench;

import io.outrider.protocol.AcceptRequest;
import io.outrider.protocol.AcceptResponse;
import io.outrider.protocol.AgentPaths;
import io.outrider.protocol.Offer;
import io.outrider.protocol.PollRequest;
import io.outrider.protocol.PollResponse;
import io.outrider.protocol.ProtocolJson;
import io.outrider.protocol.Report;
import io.outrider.protocol.ReportRequest;
import io.outrider.protocol.ReportResponse;
import io.outrider.protocol.ReportStatus;
import io.outrider.protocol.TaskRef;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An agent that answers every task with success and starts no process: the load of the protocol alone. */
final class LightAgent implements AutoCloseable {

    private static final String EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private final HttpClient client;
    private final String endpoint;
    private final String group;
    private final int slots;
    private final String session = UUID.randomUUID().toString();
    private final Thread thread;
    private volatile boolean closed;

    LightAgent(HttpClient client, String endpoint, String group, int slots) {
        this.client = client;
        this.endpoint = endpoint;
        this.group = group;
        this.slots = slots;
        this.thread = Thread.ofPlatform().daemon().name("light-agent").start(this::run);
    }

    private void run() {
        while (!closed) {
            try {
                List<Offer> offers = poll();
                if (!offers.isEmpty()) {
                    report(accept(offers));
                }
            } catch (InterruptedException e) {
                return;
            } catch (IOException e) {
                if (!closed) {
                    System.err.println("light agent: " + e.getMessage());
                }
            }
        }
    }

    private List<Offer> poll() throws IOException, InterruptedException {
        PollRequest poll = new PollRequest(
                session,
                "bench",
                slots,
                slots,
                slots,
                Map.of("bench", group),
                Map.of(),
                List.of("host"),
                Map.of(),
                List.of());
        HttpResponse<byte[]> response = post(AgentPaths.POLL, poll);
        return response.statusCode() == 200
                ? ProtocolJson.read(response.body(), PollResponse.class).offers()
                : List.of();
    }

    private List<TaskRef> accept(List<Offer> offers) throws IOException, InterruptedException {
        AcceptRequest request = new AcceptRequest(offers.stream()
                .map(offer -> new AcceptRequest.Accept(offer.ref(), offer.nonce()))
                .toList());
        HttpResponse<byte[]> response = post(AgentPaths.ACCEPT, request);
        return ProtocolJson.read(response.body(), AcceptResponse.class).accepted().stream()
                .map(AcceptResponse.Accepted::ref)
                .toList();
    }

    private void report(List<TaskRef> refs) throws IOException, InterruptedException {
        if (refs.isEmpty()) {
            return;
        }
        ReportRequest request = new ReportRequest(refs.stream()
                .map(ref ->
                        new Report(ref, ReportStatus.SUCCEEDED, 0, null, null, List.of(), 0, EMPTY_SHA256, null, 1L))
                .toList());
        HttpResponse<byte[]> response = post(AgentPaths.REPORT, request);
        ReportResponse answer = ProtocolJson.read(response.body(), ReportResponse.class);
        if (answer.acknowledged().size() != refs.size()) {
            System.err.println("light agent: " + answer.gone().size() + " reports were refused");
        }
    }

    private HttpResponse<byte[]> post(String path, Object body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint + path))
                .timeout(Duration.ofMinutes(1))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(ProtocolJson.write(body)))
                .build();
        HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200 && response.statusCode() != 204) {
            throw new IOException("Expected POST " + path + " to succeed, but it was " + response.statusCode());
        }
        return response;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
