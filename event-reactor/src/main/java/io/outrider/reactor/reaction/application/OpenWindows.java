package io.outrider.reactor.reaction.application;

import io.outrider.reactor.reaction.domain.DecisionLog;
import io.outrider.reactor.reaction.domain.ReactionId;
import io.outrider.reactor.reaction.domain.Rule;
import io.outrider.reactor.window.domain.GroupState;
import io.outrider.reactor.window.domain.Limiter;
import io.outrider.reactor.window.domain.Windows;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Says which of the windows of an event are open: what neither is nor has ended has lapsed, as all that it counted has left. */
@ApplicationScoped
public class OpenWindows {

    private final Pool pool;
    private final RuleBook rules;

    OpenWindows(Pool pool, RuleBook rules) {
        this.pool = pool;
        this.rules = rules;
    }

    /** Returns the ids of those that are open now; not for an event loop. */
    public Set<UUID> among(String project, DecisionLog log) {
        if (log.groups().isEmpty()) {
            return Set.of();
        }
        SqlConnection connection = pool.getConnectionAndAwait();
        try {
            return among(
                    project, log, rules.current(connection), Clock.systemUTC().instant());
        } finally {
            connection.closeAndAwait();
        }
    }

    static Set<UUID> among(String project, DecisionLog log, RuleSet rules, Instant now) {
        return log.decisions().stream()
                .flatMap(decision -> {
                    ReactionId reaction = new ReactionId(project, decision.reaction(), decision.version());
                    GroupState state = decision.firing() == null
                            ? GroupState.EMPTY
                            : log.groups().getOrDefault(decision.firing(), GroupState.EMPTY);
                    Limiter limiter = rules.named(project, decision.reaction())
                            .map(Rule::limiter)
                            .orElse(Limiter.NONE);
                    return Windows.open(limiter, state, now)
                            .map(openedBy -> reaction.firing(decision.group(), openedBy))
                            .filter(open -> open.equals(decision.firing()))
                            .stream();
                })
                .collect(Collectors.toSet());
    }
}
