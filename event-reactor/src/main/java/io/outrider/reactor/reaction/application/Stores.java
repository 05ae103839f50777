package io.outrider.reactor.reaction.application;

import io.outrider.reactor.budget.outbound.postgres.BudgetTable;
import io.outrider.reactor.event.outbound.postgres.EventRecall;
import io.outrider.reactor.event.outbound.postgres.EventTable;
import io.outrider.reactor.reaction.outbound.postgres.DecisionTable;
import io.outrider.reactor.reaction.outbound.postgres.FiringTable;
import io.outrider.reactor.window.outbound.postgres.GroupTable;
import jakarta.enterprise.context.Dependent;

/** Where a batch reads and writes. */
@Dependent
record Stores(
        EventTable events,
        EventRecall recall,
        GroupTable groups,
        BudgetTable budgets,
        DecisionTable decisions,
        FiringTable firings) {}
