package io.outrider.reactor.reaction.application;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.outrider.reactor.expression.Expressions;
import io.outrider.reactor.notation.PlainJson;
import io.outrider.reactor.reaction.domain.ReactionId;
import io.outrider.reactor.reaction.domain.Rule;
import io.outrider.reactor.reaction.notation.ReactionReader;
import io.outrider.reactor.reaction.outbound.postgres.PauseTable;
import io.outrider.reactor.reaction.outbound.postgres.ReactionTable;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The reactions, compiled and kept in memory. Before each batch the revision is compared in the batch's transaction: a change that
 * was committed before is in force, on every replica. Pauses count as changes.
 */
@ApplicationScoped
public class RuleBook {
    private static final Logger LOG = Logger.getLogger(RuleBook.class);

    private record Edition(long revision, RuleSet rules) {}

    private final ReactionTable reactions;
    private final PauseTable pauses;
    private final ReactionReader reader;
    private final Compiling compiling;
    private volatile Edition edition = new Edition(0, RuleSet.NONE);

    RuleBook(ReactionTable reactions, PauseTable pauses, ReactionReader reader, Expressions expressions) {
        this.reactions = reactions;
        this.pauses = pauses;
        this.reader = reader;
        this.compiling = new Compiling(expressions);
    }

    /** Returns the rules in force for this transaction. */
    RuleSet current(SqlConnection transaction) {
        Edition kept = edition;
        long revision = reactions.revision(transaction);
        if (kept.revision() != revision) {
            // Read after the revision: a change in between is read once more with the next batch, never missed.
            kept = new Edition(revision, read(transaction));
            edition = kept;
        }
        return kept.rules();
    }

    private RuleSet read(SqlConnection transaction) {
        List<Rule> rules = reactions.all(transaction).stream()
                .flatMap(stored -> compiled(stored).stream())
                .toList();
        Set<RuleSet.Name> paused = pauses.all(transaction).stream()
                .map(pause -> new RuleSet.Name(pause.project(), pause.reaction()))
                .collect(Collectors.toSet());
        return new RuleSet(rules, paused);
    }

    /** A reaction that a newer version of this service stored may be beyond us; the others must go on. */
    Optional<Rule> compiled(ReactionTable.Stored stored) {
        ReactionId id = stored.id();
        try {
            ReactionReader.Reading reading = reader.read(PlainJson.tree(stored.definition()));
            if (reading.definition() != null) {
                Rule rule = compiling.rule(id, reading.definition());
                return Optional.of(stored.remembers() ? rule.remembering() : rule);
            }
            LOG.errorf("Expected to read reaction %s %d, but %s", id.name(), id.version(), reading.errors());
        } catch (JsonProcessingException e) {
            LOG.errorf(e, "Expected to read reaction %s %d, but it is no JSON", id.name(), id.version());
        }
        return Optional.empty();
    }
}
