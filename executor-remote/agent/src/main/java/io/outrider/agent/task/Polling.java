package io.outrider.agent.task;

import io.outrider.agent.config.AgentConfig;
import io.outrider.agent.gateway.Backoff;
import io.outrider.agent.gateway.GatewayClient;
import io.outrider.agent.gateway.GatewayException;
import io.outrider.protocol.AgentPaths;
import io.outrider.protocol.PollRequest;
import io.outrider.protocol.PollResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * Keeps one poll parked at the gateway. When a poll was sent without room and there is some again, a newer poll is sent; the
 * gateway answers the older one, and whatever it says is taken all the same.
 */
final class Polling implements Runnable {

    private static final System.Logger LOG = System.getLogger(Polling.class.getName());
    // Beyond the gateway's own time, for the way there and back.
    private static final int EXTRA_SECONDS = 15;
    // Slots that become free together are offered together.
    private static final Duration GATHER = Duration.ofMillis(2);
    private static final Duration REJECTED_PAUSE = Duration.ofSeconds(30);

    private final String session = UUID.randomUUID().toString();
    private final Executor executor = Executors.newVirtualThreadPerTaskExecutor();
    private final GatewayClient client;
    private final AgentConfig config;
    private final NodeProfile profile;
    private final HeldTasks tasks;
    private final Instructions instructions;
    private volatile int pollSeconds = AgentPaths.POLL_SECONDS;
    private volatile boolean connected;

    Polling(GatewayClient client, AgentConfig config, NodeProfile profile, HeldTasks tasks, Instructions instructions) {
        this.client = client;
        this.config = config;
        this.profile = profile;
        this.tasks = tasks;
        this.instructions = instructions;
    }

    @Override
    public void run() {
        Backoff backoff = new Backoff();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                backoff = once(backoff);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Backoff once(Backoff backoff) throws InterruptedException {
        PollRequest request = request();
        CompletableFuture<Optional<PollResponse>> answer = CompletableFuture.supplyAsync(() -> poll(request), executor);
        if (request.room() == 0 && roomBefore(answer)) {
            followLate(answer);
            Thread.sleep(GATHER);
            return backoff;
        }
        try {
            Optional<PollResponse> response = answer.get();
            connected(request);
            backoff.succeeded();
            if (response.isPresent()) {
                pollSeconds = response.get().pollSeconds();
                instructions.follow(response.get());
                Thread.sleep(response.get().retryAfterMillis());
            }
        } catch (ExecutionException e) {
            failed(e, backoff);
        }
        return backoff;
    }

    /** Somebody else's thread has the answer; a thread of ours follows it, so that a failure is seen. */
    private void followLate(CompletableFuture<Optional<PollResponse>> answer) {
        CompletableFuture<Void> unused = answer.thenAccept(
                late -> late.ifPresent(response -> executor.execute(() -> instructions.follow(response))));
    }

    /** Waits for the answer or for room; returns true if there is room first. */
    private boolean roomBefore(CompletableFuture<?> answer) throws InterruptedException {
        while (true) {
            CompletableFuture<Void> change = tasks.change();
            if (tasks.room() > 0) {
                return !answer.isDone();
            }
            try {
                CompletableFuture.anyOf(answer, change).get();
            } catch (ExecutionException e) {
                // Whoever waits for the answer sees it.
            }
            if (answer.isDone()) {
                return false;
            }
        }
    }

    private PollRequest request() {
        return new PollRequest(
                session,
                profile.version(),
                config.slots(),
                tasks.free(),
                tasks.room(),
                config.labels(),
                profile.facts(),
                profile.runtimes(),
                profile.capabilities(),
                tasks.refs());
    }

    private Optional<PollResponse> poll(PollRequest request) {
        try {
            return client.post(
                    AgentPaths.POLL, request, PollResponse.class, Duration.ofSeconds(pollSeconds + EXTRA_SECONDS));
        } catch (GatewayException e) {
            throw new PollFailed(e);
        }
    }

    private void connected(PollRequest request) {
        if (!connected) {
            connected = true;
            LOG.log(
                    System.Logger.Level.INFO,
                    "Connected to the gateway; node=" + config.name() + " slots=" + request.slots() + " runtimes="
                            + request.runtimes());
        }
    }

    private void failed(ExecutionException e, Backoff backoff) throws InterruptedException {
        Throwable cause = e.getCause() instanceof PollFailed failed ? failed.getCause() : e.getCause();
        switch (cause) {
            case GatewayException.Unavailable unavailable -> {
                Duration pause = backoff.next(unavailable.retryAfter());
                if (connected || backoff.failures() == 2) {
                    LOG.log(System.Logger.Level.WARNING, unavailable.getMessage() + "; trying again until it answers");
                }
                connected = false;
                Thread.sleep(pause);
            }
            case GatewayException.Rejected rejected -> {
                connected = false;
                String hint = rejected.identity()
                        ? "; the node's certificate is not taken any more: remove the folder identity and enrol it anew"
                        : "";
                LOG.log(System.Logger.Level.ERROR, rejected.getMessage() + hint);
                backoff.pause(REJECTED_PAUSE);
            }
            default -> {
                LOG.log(System.Logger.Level.ERROR, "Expected to poll, but the agent failed", cause);
                backoff.pause(Duration.ofSeconds(1));
            }
        }
    }

    private static final class PollFailed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        PollFailed(Exception cause) {
            super(cause);
        }
    }
}
