package io.outrider.reactor.budget.outbound.postgres;

import io.outrider.reactor.budget.domain.BudgetUse;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads the use of budgets for the API. */
@ApplicationScoped
public class BudgetReads {

    private final Mutiny.SessionFactory sessions;

    BudgetReads(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** Returns the use of a reaction's budget; of the budget of all, with two empty texts. */
    public Uni<BudgetUse> use(String project, String reaction) {
        return sessions.withSession(
                        session -> session.find(BudgetEntity.class, new BudgetEntity.Key(project, reaction)))
                .map(found -> found == null ? BudgetUse.NONE : new BudgetUse(found.startedAt, found.used));
    }
}
