package io.outrider.agent.fake;

import io.outrider.protocol.AcceptRequest;
import io.outrider.protocol.AcceptResponse;
import io.outrider.protocol.AcceptResponse.Accepted;
import io.outrider.protocol.AcceptResponse.Refused;
import io.outrider.protocol.Cancel;
import io.outrider.protocol.LeaseRequest;
import io.outrider.protocol.LeaseResponse;
import io.outrider.protocol.LeaseResponse.Renewed;
import io.outrider.protocol.LogTail;
import io.outrider.protocol.Offer;
import io.outrider.protocol.PollRequest;
import io.outrider.protocol.PollResponse;
import io.outrider.protocol.Report;
import io.outrider.protocol.ReportRequest;
import io.outrider.protocol.ReportResponse;
import io.outrider.protocol.TaskRef;
import io.outrider.protocol.TaskSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The tasks of the fake gateway. Its monitor guards everything; a parked poll waits on it. */
public final class FakeDesk {

    private static final long POLL_MILLIS = 2_000;

    private final Map<TaskRef, FakeTask> tasks = new LinkedHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final List<TaskRef> unknown = new ArrayList<>();
    private Map<String, String> secrets = Map.of();
    private int leaseSeconds = 30;
    private int generosity;
    private long newestPoll;
    private String session = "";
    private boolean closed;

    /** Offers a task as soon as the node has room. */
    public synchronized TaskRef offer(TaskSpec spec) {
        int number = numbers.incrementAndGet();
        TaskRef ref = new TaskRef("task-" + number, 1, 1);
        tasks.put(ref, new FakeTask(new Offer(ref, "job-" + number, "nonce-" + number, spec)));
        notifyAll();
        return ref;
    }

    public synchronized void secrets(Map<String, String> secrets) {
        this.secrets = Map.copyOf(secrets);
    }

    public synchronized void leaseSeconds(int seconds) {
        leaseSeconds = seconds;
    }

    /** From now on the node is offered so many more tasks than it asks for. */
    public synchronized void offerMore(int tasks) {
        generosity = tasks;
    }

    public synchronized void cancel(TaskRef ref, int graceSeconds, String reason) {
        task(ref).cancel = new Cancel(ref, graceSeconds, reason);
        notifyAll();
    }

    /** The task is not the node's any more. */
    public synchronized void giveAway(TaskRef ref) {
        task(ref).state = FakeTask.State.GONE;
        notifyAll();
    }

    public synchronized @Nullable Report end(TaskRef ref) {
        return task(ref).reports.stream()
                .filter(report -> report.status().terminal())
                .findFirst()
                .orElse(null);
    }

    public synchronized List<Report> reports(TaskRef ref) {
        return List.copyOf(task(ref).reports);
    }

    public synchronized String log(TaskRef ref) {
        return task(ref).log.toString(StandardCharsets.UTF_8);
    }

    public synchronized int renewals(TaskRef ref) {
        return task(ref).renewals;
    }

    public synchronized double millis(TaskRef ref) {
        FakeTask task = task(ref);
        return (task.endedNanos - task.offeredNanos) / 1e6;
    }

    public synchronized double firstLogMillis(TaskRef ref) {
        FakeTask task = task(ref);
        return (task.firstLogNanos - task.offeredNanos) / 1e6;
    }

    public synchronized long ended() {
        return tasks.values().stream()
                .filter(task -> task.state == FakeTask.State.ENDED)
                .count();
    }

    synchronized FakeTask task(TaskRef ref) {
        FakeTask task = tasks.get(ref);
        if (task == null) {
            throw new IllegalArgumentException("Expected a known task, but got " + ref);
        }
        return task;
    }

    synchronized Optional<PollResponse> poll(PollRequest request) {
        long mine = ++newestPoll;
        reconcile(request);
        notifyAll();
        request.running().stream().filter(ref -> !tasks.containsKey(ref)).forEach(unknown::add);
        long until = System.nanoTime() + POLL_MILLIS * 1_000_000;
        while (true) {
            PollResponse response = response(request);
            boolean something = !response.offers().isEmpty()
                    || !response.cancels().isEmpty()
                    || !response.gone().isEmpty();
            if (something) {
                return Optional.of(response);
            }
            long left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0 || mine != newestPoll || closed) {
                return Optional.empty();
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                return Optional.empty();
            }
        }
    }

    /** What a new agent does not know of what the one before it accepted is lost. */
    private void reconcile(PollRequest request) {
        if (!request.session().equals(session)) {
            session = request.session();
            tasks.values().stream()
                    .filter(task -> task.state == FakeTask.State.ACCEPTED)
                    .filter(task -> !request.running().contains(task.offer.ref()))
                    .forEach(task -> task.state = FakeTask.State.GONE);
        }
    }

    private PollResponse response(PollRequest request) {
        List<Offer> offers = new ArrayList<>();
        List<Cancel> cancels = new ArrayList<>();
        List<TaskRef> gone = new ArrayList<>(unknown);
        unknown.clear();
        for (FakeTask task : tasks.values()) {
            boolean held = request.running().contains(task.offer.ref());
            boolean open = task.state == FakeTask.State.WAITING || (task.state == FakeTask.State.OFFERED && !held);
            if (open && offers.size() < request.freeSlots() + generosity) {
                task.state = FakeTask.State.OFFERED;
                offers.add(task.offer);
            }
            if (task.cancel != null && task.state == FakeTask.State.ACCEPTED) {
                cancels.add(task.cancel);
                task.cancel = null;
            }
            if (task.state == FakeTask.State.GONE && held) {
                gone.add(task.offer.ref());
            }
        }
        return new PollResponse(offers, cancels, gone, leaseSeconds, 30, 2, 0);
    }

    synchronized AcceptResponse accept(AcceptRequest request) {
        List<Accepted> accepted = new ArrayList<>();
        List<Refused> refused = new ArrayList<>();
        for (AcceptRequest.Accept accept : request.accepts()) {
            FakeTask task = task(accept.ref());
            if (task.state == FakeTask.State.OFFERED || task.state == FakeTask.State.ACCEPTED) {
                task.state = FakeTask.State.ACCEPTED;
                accepted.add(new Accepted(accept.ref(), leaseSeconds, secrets));
            } else {
                refused.add(new Refused(accept.ref(), "is " + task.state));
            }
        }
        return new AcceptResponse(accepted, refused);
    }

    synchronized ReportResponse report(ReportRequest request) {
        List<TaskRef> acknowledged = new ArrayList<>();
        List<TaskRef> gone = new ArrayList<>();
        for (Report report : request.reports()) {
            FakeTask task = tasks.get(report.ref());
            if (task == null || task.state == FakeTask.State.GONE) {
                gone.add(report.ref());
                continue;
            }
            task.reports.add(report);
            acknowledged.add(report.ref());
            if (report.status().terminal() && task.state != FakeTask.State.ENDED) {
                task.state = FakeTask.State.ENDED;
                task.endedNanos = System.nanoTime();
                append(task, report);
            }
        }
        notifyAll();
        return new ReportResponse(acknowledged, gone);
    }

    /** What the gateway has already of the tail is not taken twice. */
    private static void append(FakeTask task, Report report) {
        LogTail tail = report.log();
        if (tail != null && tail.offset() <= task.log.size()) {
            int known = (int) Math.min(tail.data().length, task.log.size() - tail.offset());
            task.log.write(tail.data(), known, tail.data().length - known);
        }
    }

    synchronized LeaseResponse renew(LeaseRequest request) {
        List<Renewed> renewed = new ArrayList<>();
        List<TaskRef> gone = new ArrayList<>();
        for (TaskRef ref : request.refs()) {
            FakeTask task = tasks.get(ref);
            if (task != null && task.state == FakeTask.State.ACCEPTED) {
                task.renewals++;
                renewed.add(new Renewed(ref, leaseSeconds));
            } else {
                gone.add(ref);
            }
        }
        return new LeaseResponse(renewed, gone, List.of());
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
