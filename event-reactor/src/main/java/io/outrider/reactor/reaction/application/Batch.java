package io.outrider.reactor.reaction.application;

import io.outrider.outbox.OpenTransaction;
import io.outrider.outbox.OutgoingMessage;
import io.outrider.reactor.reaction.domain.Rule;
import io.outrider.reactor.reaction.outbound.postgres.FiringTable.EndedJob;
import io.outrider.reactor.window.domain.GroupState;
import io.outrider.reactor.window.domain.Input;
import io.outrider.reactor.window.domain.Pending;
import io.outrider.reactor.window.outbound.postgres.GroupKey;
import io.outrider.reactor.window.outbound.postgres.GroupLine;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One batch in one transaction: locks what it touches, lets it be decided in order, and writes everything at once. */
final class Batch {

    private final Stores stores;
    private final SqlConnection transaction;
    private final RuleSet rules;
    private final Instant now;
    private final Recollection events;
    private final Budgets budgets;
    private final Launcher launcher;
    private final Deliberation deliberation;
    private final Map<GroupKey, OpenGroup> groups = new HashMap<>();

    Batch(Stores stores, SqlConnection transaction, RuleSet rules, ReactionLimits limits, Instant now) {
        this.stores = stores;
        this.transaction = transaction;
        this.rules = rules;
        this.now = now;
        this.events = new Recollection(stores.recall(), transaction);
        this.budgets = new Budgets(stores.budgets(), transaction, limits.budget(), now);
        this.launcher = new Launcher(rules, budgets, events, now);
        this.deliberation = new Deliberation(launcher, events, limits.runningLimit(), now);
    }

    /** Decides events, in the order in which they were received, after jobs that ended. */
    void decide(List<Arrival> arrivals, List<EndedJob> ended, Inquiry inquiry) {
        arrivals.forEach(events::add);
        List<Question> questions = arrivals.stream()
                .sorted(Comparator.comparing(
                        arrival -> arrival.occurrence().event().receivedAt()))
                .flatMap(arrival -> inquiry.about(arrival).stream())
                .toList();
        questions.forEach(question -> budgets.expect(question.rule()));
        lock(questions, ended);
        ended(ended);
        for (Question question : questions) {
            switch (question) {
                case Question.Settled settled -> deliberation.settled(settled);
                case Question.Alone alone -> deliberation.alone(alone);
                case Question.Grouped grouped ->
                    Optional.ofNullable(groups.get(grouped.group()))
                            .ifPresent(group -> deliberation.grouped(grouped, group));
            }
        }
    }

    /** Ends windows that are due; returns how many were looked at. */
    int elapse(Instant until, int count) {
        List<GroupLine> due = stores.groups().lockDue(transaction, until, count);
        due.forEach(this::open);
        groups.values().forEach(group -> rule(group).ifPresent(budgets::expect));
        recall(group -> true);
        // The earliest first: where a budget runs out, those after it have to wait.
        for (GroupLine line : due) {
            OpenGroup group = Objects.requireNonNull(groups.get(line.key()));
            rule(group)
                    .ifPresentOrElse(rule -> deliberation.elapse(group, rule, until), () -> deliberation.drop(group));
            group.settle();
        }
        return due.size();
    }

    /** Ends windows of a reaction that is being deleted, and forgets its groups, which are locked. */
    void forget(List<GroupLine> lines) {
        lines.forEach(this::open);
        groups.values().forEach(deliberation::forget);
    }

    /** Returns what was decided, without writing it. */
    Rehearsal rehearsal() {
        return new Rehearsal(deliberation.lines(), launcher.firings(), launcher.orders());
    }

    /** Sends all that is to be written; the commit waits for it. */
    Written store(OpenTransaction open) {
        List<OpenGroup> all = List.copyOf(groups.values());
        List<GroupLine> dirty =
                all.stream().filter(OpenGroup::isDirty).map(OpenGroup::line).toList();
        List<GroupKey> empty =
                all.stream().filter(OpenGroup::isVoid).map(OpenGroup::key).toList();
        // The database takes them in this order.
        open.send(budgets.store());
        open.send(stores.groups().update(open, dirty));
        open.send(stores.groups().delete(open, empty));
        open.send(stores.decisions().insert(open, deliberation.lines()));
        open.send(stores.firings().insert(open, launcher.firings()));
        open.send(stores.firings().insertJobs(open, launcher.jobs()));
        Optional<Instant> deadline =
                all.stream().flatMap(group -> group.state().deadline().stream()).min(Comparator.naturalOrder());
        List<OutgoingMessage<?>> messages = launcher.messages();
        return new Written(deliberation.lines(), launcher.firings(), messages, deadline);
    }

    private void lock(List<Question> questions, List<EndedJob> ended) {
        Set<GroupKey> touched = ended.stream().map(Batch::group).collect(Collectors.toCollection(HashSet::new));
        Set<GroupKey> fresh = new HashSet<>();
        Instant latest = Instant.EPOCH;
        for (Question question : questions) {
            if (question instanceof Question.Grouped grouped) {
                touched.add(grouped.group());
                if (grouped.input() instanceof Input.Occurred) {
                    fresh.add(grouped.group());
                }
                latest = latest.isAfter(grouped.input().at())
                        ? latest
                        : grouped.input().at();
            }
        }
        if (!touched.isEmpty()) {
            stores.groups().lock(transaction, touched, fresh).values().forEach(this::open);
            groups.values().forEach(group -> rule(group).ifPresent(budgets::expect));
            Instant until = ended.isEmpty() ? latest : now;
            Set<GroupKey> released = ended.stream().map(Batch::group).collect(Collectors.toSet());
            recall(group -> released.contains(group.key())
                    || group.state()
                            .deadline()
                            .filter(deadline -> !deadline.isAfter(until))
                            .isPresent());
        }
    }

    /** Reads the events of earlier batches that this one needs: of windows that may end, and where an expression looks at them. */
    private void recall(Predicate<OpenGroup> mayEnd) {
        Set<UUID> keys = new HashSet<>();
        for (OpenGroup group : groups.values()) {
            boolean all = rule(group).map(Rule::needsEvents).orElse(false);
            if (all) {
                remembered(group.state()).forEach(keys::add);
            } else if (mayEnd.test(group)) {
                group.state()
                        .pending()
                        .ifPresent(pending -> keys.add(pending.events().getLast()));
            }
        }
        if (!keys.isEmpty()) {
            events.prepare(keys);
        }
    }

    private static Stream<UUID> remembered(GroupState state) {
        Stream<UUID> waiting =
                state.pending().map(Pending::events).map(Collection::stream).orElseGet(Stream::empty);
        Stream<UUID> seen = Stream.concat(state.events().stream(), state.parts().values().stream())
                .map(event -> event.event());
        return Stream.concat(waiting, seen);
    }

    private void ended(List<EndedJob> ended) {
        Map<GroupKey, Set<UUID>> byGroup = new HashMap<>();
        ended.forEach(job ->
                byGroup.computeIfAbsent(group(job), key -> new HashSet<>()).add(job.job()));
        List<GroupKey> ordered = new ArrayList<>(byGroup.keySet());
        ordered.sort(Comparator.naturalOrder());
        for (GroupKey key : ordered) {
            OpenGroup group = groups.get(key);
            if (group != null) {
                rule(group)
                        .ifPresent(rule -> deliberation.heard(
                                group, rule, new Input.Ended(Objects.requireNonNull(byGroup.get(key)), now)));
            }
        }
    }

    private void open(GroupLine line) {
        groups.put(line.key(), OpenGroup.of(line));
    }

    private Optional<Rule> rule(OpenGroup group) {
        return rules.named(group.key().project(), group.key().reaction());
    }

    private static GroupKey group(EndedJob job) {
        return new GroupKey(job.project(), job.reaction(), job.group());
    }
}
