package io.outrider.scheduler.job.application;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outrider.labels.SelectorSyntaxException;
import io.outrider.scheduler.job.application.Preparation.Problem;
import io.outrider.scheduler.job.domain.Aim;
import io.outrider.scheduler.job.domain.Job;
import io.outrider.scheduler.node.application.NodeDirectory;
import io.outrider.scheduler.node.domain.Target;
import io.outrider.scheduler.task.domain.OnLost;
import io.outrider.scheduler.template.application.Catalog;
import io.outrider.scheduler.template.application.Lookup;
import io.outrider.scheduler.template.domain.Definition;
import io.outrider.scheduler.template.domain.TemplateKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns a wish into a job: pins the version, fills the parameters, checks everything and names all that is wrong. */
@ApplicationScoped
public class PreparingJob {

    /** More tasks than this would make one commit too long. */
    static final int MOST_TASKS = 1_000;

    private static final Duration TIMEOUT = Duration.ofHours(1);
    private static final Duration LONGEST_TIMEOUT = Duration.ofDays(30);
    private static final Duration BACKOFF = Duration.ofSeconds(10);
    private static final Duration LONGEST_BACKOFF = Duration.ofDays(1);
    private static final int MOST_RETRIES = 100;

    /** Queues are indexed by project and target: neither may be without end, and a slash stands between them. */
    private static final Pattern PROJECT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    /** They travel in one message with the rest of the task, a second time as variables. */
    private static final int MOST_PARAMETER_BYTES = 1024 * 1024;

    private static final int LONGEST_NODE = 253;
    private static final int LONGEST_SELECTOR = 1_000;

    private final Catalog catalog;
    private final Parameters parameters;
    private final NodeDirectory directory;

    PreparingJob(Catalog catalog, Parameters parameters, NodeDirectory directory) {
        this.catalog = catalog;
        this.parameters = parameters;
        this.directory = directory;
    }

    /**
     * Returns the job, or why it cannot be. May wait for the database.
     *
     * @param until how long to stay for a template that is being built; {@link Instant#MIN}: not at all
     */
    public Preparation prepare(JobWish wish, Instant until) {
        if (!PROJECT.matcher(wish.project()).matches()) {
            String message = "Expected 1 to 63 letters, digits, '.', '_' or '-', but was otherwise";
            return new Preparation.Unfit(unfit(wish), List.of(new Problem("project", message)));
        }
        return switch (catalog.awaited(wish.project(), wish.template(), wish.version(), until)) {
            case Lookup.Found found -> fit(wish, found.key(), found.definition());
            case Lookup.Building building -> notReady(wish, building.detail());
            case Lookup.Failed failed -> notReady(wish, failed.detail());
            case Lookup.Unknown unknown -> new Preparation.NoTemplate(unfit(wish), unknown.detail());
        };
    }

    private static Preparation notReady(JobWish wish, String detail) {
        return new Preparation.Unfit(unfit(wish), List.of(new Problem("template", detail)));
    }

    private Preparation fit(JobWish wish, TemplateKey key, Definition definition) {
        List<Problem> problems = new ArrayList<>();
        if (!definition.methods().containsKey(wish.method())) {
            problems.add(new Problem(
                    "method",
                    "Expected one of "
                            + String.join(
                                    ", ", new TreeSet<>(definition.methods().keySet())) + ", but was '" + wish.method()
                            + "'"));
        }
        ObjectNode resolved = parameters.resolve(definition, wish.parameters(), problems);
        checkSize(resolved, problems);
        checkAim(wish.aim(), wish.project(), problems);
        checkTimes(wish, problems);
        if (!problems.isEmpty()) {
            return new Preparation.Unfit(unfit(wish), problems);
        }
        return new Preparation.Ready(job(
                wish,
                wish.aim().narrowed(definition.ability()),
                key.version(),
                resolved.toString(),
                definition.sensitive(),
                definition.onLost()));
    }

    private static void checkSize(ObjectNode parameters, List<Problem> problems) {
        int bytes = parameters.toString().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_PARAMETER_BYTES) {
            problems.add(new Problem(
                    "parameters",
                    "Expected at most " + MOST_PARAMETER_BYTES + " bytes in all, but they have " + bytes
                            + "; put what is large into the template's files, or give an address instead"));
        }
    }

    private void checkAim(Aim aim, String project, List<Problem> problems) {
        if (aim.node() != null && aim.selector() != null) {
            problems.add(new Problem("target", "Expected a node or a selector, but both are given"));
            return;
        }
        if (isLonger(aim.node(), LONGEST_NODE) || isLonger(aim.selector(), LONGEST_SELECTOR)) {
            problems.add(new Problem(
                    aim.node() != null ? "target.node" : "target.selector",
                    "Expected at most " + LONGEST_NODE + " characters in a node's name and " + LONGEST_SELECTOR
                            + " in a selector, but found more"));
            return;
        }
        if (aim.node() != null && aim.node().chars().anyMatch(Character::isISOControl)) {
            problems.add(new Problem("target.node", "Expected a node's name, but it has control characters"));
            return;
        }
        try {
            Target target = aim.target(project);
            int nodes = aim.all() ? directory.matching(target).size() : 1;
            if (nodes == 0) {
                problems.add(new Problem("target", "Expected at least one node, but " + directory.explain(target)));
            }
            if (nodes > MOST_TASKS) {
                problems.add(new Problem(
                        "target", "Expected at most " + MOST_TASKS + " matching nodes, but " + nodes + " match"));
            }
        } catch (SelectorSyntaxException e) {
            problems.add(new Problem("target.selector", e.getMessage()));
        }
    }

    private static boolean isLonger(@Nullable String text, int most) {
        return text != null && text.length() > most;
    }

    private static void checkTimes(JobWish wish, List<Problem> problems) {
        Duration timeout = wish.timeout();
        if (timeout != null
                && (timeout.compareTo(Duration.ofSeconds(1)) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0)) {
            problems.add(new Problem("timeout", "Expected 1s to 30d, but was " + timeout.toSeconds() + "s"));
        }
        Duration backoff = wish.backoff();
        if (backoff != null && (backoff.isNegative() || backoff.compareTo(LONGEST_BACKOFF) > 0)) {
            problems.add(new Problem("retries.backoff", "Expected 0s to 1d, but was " + backoff.toSeconds() + "s"));
        }
        if (wish.retries() < 0 || wish.retries() > MOST_RETRIES) {
            problems.add(new Problem("retries.limit", "Expected 0 to " + MOST_RETRIES + ", but was " + wish.retries()));
        }
    }

    /** The job as it is recorded when it fails at once; its parameters are unchecked and may hold secrets. */
    private static Job unfit(JobWish wish) {
        return job(wish, wish.aim(), wish.version(), "{}", List.of(), OnLost.FAIL);
    }

    private static Job job(
            JobWish wish, Aim aim, @Nullable String version, String parameters, List<String> sensitive, OnLost onLost) {
        return new Job(
                wish.id(),
                wish.project(),
                wish.template(),
                version,
                wish.method(),
                parameters,
                sensitive,
                aim,
                wish.timeout() == null ? TIMEOUT : wish.timeout(),
                wish.retries(),
                wish.backoff() == null ? BACKOFF : wish.backoff(),
                onLost,
                wish.event(),
                wish.reaction(),
                wish.causationDepth(),
                wish.requestedBy(),
                wish.at(),
                wish.origin());
    }
}
