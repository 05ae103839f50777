package io.outrider.gateway.attempt.application;

import io.outrider.gateway.attempt.domain.Answer;
import io.outrider.gateway.attempt.domain.AttemptCommand;
import io.outrider.gateway.attempt.domain.AttemptKey;
import io.outrider.gateway.attempt.domain.Outcome;
import io.outrider.gateway.node.application.Desks;
import io.outrider.gateway.settings.GatewaySettings;
import io.outrider.protocol.AcceptRequest;
import io.outrider.protocol.AcceptResponse;
import io.outrider.protocol.Cancel;
import io.outrider.protocol.LeaseRequest;
import io.outrider.protocol.LeaseResponse;
import io.outrider.protocol.Report;
import io.outrider.protocol.ReportRequest;
import io.outrider.protocol.ReportResponse;
import io.outrider.protocol.TaskRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** The three requests about tasks that agents send in batches. Each is answered after what it says was committed. */
@ApplicationScoped
public class AgentRequests {

    private final AttemptWriter writer;
    private final Desks desks;
    private final GatewaySettings settings;
    private final Clock clock;

    AgentRequests(AttemptWriter writer, Desks desks, GatewaySettings settings, Clock clock) {
        this.writer = writer;
        this.desks = desks;
        this.settings = settings;
        this.clock = clock;
    }

    /** The node takes offers. */
    public CompletionStage<AcceptResponse> accept(String node, AcceptRequest request) {
        String session = desks.session(node);
        Instant until = leaseEnd();
        List<Step> steps = request.accepts().stream()
                .map(accept -> Step.of(
                        key(accept.ref()),
                        new AttemptCommand.Accept(accept.ref().epoch(), node, accept.nonce(), session, until)))
                .toList();
        return submit(steps).thenApply(results -> {
            List<AcceptResponse.Accepted> accepted = new ArrayList<>();
            List<AcceptResponse.Refused> refused = new ArrayList<>();
            for (int i = 0; i < results.size(); i++) {
                TaskRef ref = request.accepts().get(i).ref();
                if (results.get(i).answer() instanceof Answer.Leased) {
                    accepted.add(new AcceptResponse.Accepted(ref, leaseSeconds(), Map.of()));
                } else {
                    refused.add(new AcceptResponse.Refused(
                            ref, reason(results.get(i).answer())));
                }
            }
            return new AcceptResponse(accepted, refused);
        });
    }

    /** The node says what became of tasks. */
    public CompletionStage<ReportResponse> report(String node, ReportRequest request) {
        List<Step> steps = request.reports().stream()
                .map(report -> new Step(key(report.ref()), command(node, report), null, report))
                .toList();
        return submit(steps).thenApply(results -> {
            List<TaskRef> acknowledged = new ArrayList<>();
            List<TaskRef> gone = new ArrayList<>();
            for (int i = 0; i < results.size(); i++) {
                boolean done = results.get(i).answer() instanceof Answer.Done;
                (done ? acknowledged : gone).add(request.reports().get(i).ref());
            }
            return new ReportResponse(acknowledged, gone);
        });
    }

    /** The node still has tasks in hand. */
    public CompletionStage<LeaseResponse> renew(String node, LeaseRequest request) {
        Instant until = leaseEnd();
        List<Step> steps = request.refs().stream()
                .map(ref -> Step.of(key(ref), new AttemptCommand.Renew(ref.epoch(), node, until)))
                .toList();
        return submit(steps).thenApply(results -> {
            List<LeaseResponse.Renewed> renewed = new ArrayList<>();
            List<TaskRef> gone = new ArrayList<>();
            List<Cancel> cancels = new ArrayList<>();
            for (int i = 0; i < results.size(); i++) {
                TaskRef ref = request.refs().get(i);
                if (!(results.get(i).answer() instanceof Answer.Leased(String cancelReason))) {
                    gone.add(ref);
                    continue;
                }
                renewed.add(new LeaseResponse.Renewed(ref, leaseSeconds()));
                if (cancelReason != null) {
                    cancels.add(new Cancel(ref, results.get(i).graceSeconds(), cancelReason));
                }
            }
            return new LeaseResponse(renewed, gone, cancels);
        });
    }

    private CompletionStage<List<StepResult>> submit(List<Step> steps) {
        if (steps.isEmpty()) {
            return CompletableFuture.completedStage(List.of());
        }
        try {
            return writer.submit(steps);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private AttemptCommand command(String node, Report report) {
        int epoch = report.ref().epoch();
        return switch (report.status()) {
            case RUNNING -> new AttemptCommand.ReportStart(epoch, node, startedAt(report), leaseEnd());
            case SUCCEEDED -> end(epoch, node, Outcome.SUCCEEDED, report.reason());
            case FAILED -> end(epoch, node, Outcome.FAILED, report.reason());
            case TIMED_OUT -> end(epoch, node, Outcome.TIMED_OUT, report.reason());
            case CANCELLED -> end(epoch, node, Outcome.CANCELLED, report.reason());
            case REFUSED -> end(epoch, node, Outcome.REFUSED, report.reason());
        };
    }

    private static AttemptCommand end(int epoch, String node, Outcome outcome, @Nullable String reason) {
        return new AttemptCommand.ReportEnd(epoch, node, outcome, reason);
    }

    private Instant startedAt(Report report) {
        Long ago = report.startedMillisAgo();
        return clock.instant().minusMillis(ago == null ? 0 : ago);
    }

    private static String reason(Answer answer) {
        return answer instanceof Answer.Refused(String reason) ? reason : "it is not offered to this node";
    }

    private Instant leaseEnd() {
        return clock.instant().plus(settings.lease());
    }

    private int leaseSeconds() {
        return (int) settings.lease().toSeconds();
    }

    private static AttemptKey key(TaskRef ref) {
        return new AttemptKey(ref.task(), ref.attempt());
    }
}
