package io.outrider.scheduler.job.inbound.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outrider.rest.FieldError;
import io.outrider.scheduler.job.application.JobWish;
import io.outrider.scheduler.job.domain.Aim;
import io.outrider.scheduler.job.domain.Job;
import io.outrider.scheduler.job.domain.JobId;
import io.outrider.tracing.TraceContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a user sent, and names everything that cannot be read. */
@ApplicationScoped
class Wishes {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,199}");
    private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.+-]{0,99}");

    private final Clock clock;

    Wishes(Clock clock) {
        this.clock = clock;
    }

    /**
     * Who asks.
     *
     * @param traceparent as the request says it
     * @param causationDepth how many reactions led to the request
     */
    record Sender(String user, @Nullable String traceparent, int causationDepth) {}

    /** Returns the wish; what could not be read is added to the errors, under the prefix. */
    JobWish wish(NewJobJson body, @Nullable String key, Sender sender, String prefix, List<FieldError> errors) {
        String template = Objects.requireNonNullElse(body.template(), "");
        int at = template.indexOf('@');
        String name = at < 0 ? template : template.substring(0, at);
        String version = at < 0 || template.endsWith("@latest") ? null : template.substring(at + 1);
        if (!NAME.matcher(name).matches()
                || (version != null && !VERSION.matcher(version).matches())) {
            errors.add(new FieldError(
                    prefix + "template",
                    "Expected name or name@version, such as hello@1.0.0, but was '" + cut(template) + "'"));
        }
        if (key != null && (key.isBlank() || key.length() > 200)) {
            errors.add(new FieldError("Idempotency-Key", "Expected 1 to 200 characters, but was otherwise"));
        }
        ObjectNode parameters = body.parameters();
        NewJobJson.RetriesJson retries = body.retries();
        Duration timeout = Durations.read(prefix + "timeout", body.timeout(), errors);
        Duration backoff =
                retries == null ? null : Durations.read(prefix + "retries.backoff", retries.backoff(), errors);
        String id = UUID.randomUUID().toString();
        return new JobWish(
                new JobId(id),
                Objects.requireNonNullElse(body.project(), "default"),
                name,
                version,
                Objects.requireNonNullElse(body.method(), "run"),
                parameters == null ? JsonNodeFactory.instance.objectNode() : parameters,
                aim(body.target()),
                timeout,
                retries == null || retries.limit() == null ? 0 : retries.limit(),
                backoff,
                null,
                null,
                sender.causationDepth(),
                sender.user(),
                clock.instant(),
                new Job.Origin(id, null, TraceContext.checked(sender.traceparent())),
                key);
    }

    private static Aim aim(NewJobJson.@Nullable TargetJson target) {
        return target == null
                ? new Aim(null, null, false)
                : new Aim(
                        blankToNull(target.node()),
                        blankToNull(target.selector()),
                        Objects.requireNonNullElse(target.all(), false));
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static String cut(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
