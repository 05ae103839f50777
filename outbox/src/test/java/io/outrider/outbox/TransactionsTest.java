package io.outrider.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrider.stack.testing.BrokerSuite;
import io.outrider.stack.testing.EmbeddedStackResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What statements that nobody waits for do to their transaction, on real PostgreSQL. */
@BrokerSuite
@QuarkusTest
@WithTestResource(
        value = EmbeddedStackResource.class,
        initArgs = @ResourceArg(name = "database", value = "scheduler_service"))
class TransactionsTest {

    @Inject
    Transactions transactions;

    @Inject
    Pool pool;

    private final String name = UUID.randomUUID().toString();

    @Test
    void shouldHaveWhatWasSentWhenItReturns() {
        transactions.run(tx -> {
            tx.send(insert("sent"), row("a"));
            tx.send(insert("sent"), row("b"));
            return 1;
        });

        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void shouldTakeEverythingBackWhenWhatWasSentFails() {
        assertThatThrownBy(() -> transactions.run(tx -> {
                    tx.send(insert("fails"), row("a"));
                    tx.send(insert("fails") + " /* again */", row("a"));
                    tx.send(insert("fails") + " /* after */", row("b"));
                    return 1;
                }))
                .isInstanceOfSatisfying(
                        PgException.class, e -> assertThat(e.getSqlState()).isEqualTo("23505"));

        assertThat(rows()).isZero();
    }

    @Test
    void shouldTakeEverythingBackWhenAStatementCannotBePrepared() {
        assertThatThrownBy(() -> transactions.run(tx -> {
                    tx.send(insert("unprepared"), row("a"));
                    tx.send("insert into no_such_table values ($1)", Tuple.of("a"));
                    return 1;
                }))
                .isInstanceOfSatisfying(
                        PgException.class, e -> assertThat(e.getSqlState()).isEqualTo("42P01"));

        assertThat(rows()).isZero();
    }

    /** PostgreSQL refuses what comes after a failure; what counts is the failure. */
    @Test
    void shouldFailForTheFirstReason() {
        assertThatThrownBy(() -> transactions.run(tx -> {
                    tx.send(insert("first"), row("a"));
                    tx.send(insert("first"), row("a"));
                    return tx.query("select 1").executeAndAwait().size();
                }))
                .isInstanceOfSatisfying(
                        PgException.class, e -> assertThat(e.getSqlState()).isEqualTo("23505"));

        assertThat(rows()).isZero();
    }

    @Test
    void shouldTakeBackWhatWasSentWhenTheWorkThrows() {
        assertThatThrownBy(() -> transactions.run(tx -> {
                    tx.send(insert("throws"), row("a"));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(rows()).isZero();
    }

    @Test
    void shouldLeaveTheConnectionToTheNextTransaction() {
        for (int i = 0; i < 30; i++) {
            String key = Integer.toString(i);
            assertThatThrownBy(() -> transactions.run(tx -> {
                        tx.send("select 1 / $1::int", Tuple.of(0));
                        return 1;
                    }))
                    .isInstanceOf(PgException.class);
            transactions.run(tx -> {
                tx.send(insert("next"), row(key));
                return 1;
            });
        }

        assertThat(rows()).isEqualTo(30);
    }

    /** Seven times: PostgreSQL makes a plan for the arguments the first five times in any case, unless it is told not to. */
    @Test
    void shouldPlanAStatementOnce() {
        String insert = "insert into inbox (consumer, event_id) select $1, unnest($2::text[]) /* " + name + " */";

        List<Integer> customPlans = transactions.run(tx -> {
            for (int i = 0; i < 7; i++) {
                tx.send(insert, Tuple.of(name, new String[] {"event-" + i}));
            }
            return tx
                    .preparedQuery("select custom_plans from pg_prepared_statements where statement = $1")
                    .mapping(row -> row.getInteger(0))
                    .executeAndAwait(Tuple.of(insert))
                    .stream()
                    .toList();
        });

        assertThat(customPlans).containsExactly(0);
        assertThat(rows()).isEqualTo(7);
    }

    /** Lists with optional filters are planned for the filters that they have. */
    @Test
    void shouldLeaveOtherStatementsTheirPlans() {
        transactions.run(tx -> 1);

        for (int i = 0; i < 30; i++) {
            assertThat(pool.query("show plan_cache_mode")
                            .mapping(row -> row.getString(0))
                            .executeAndAwait())
                    .containsExactly("auto");
        }
    }

    /** A comment makes it a statement that no connection has prepared yet: preparing must not let the commit overtake it. */
    private static String insert(String comment) {
        return "insert into inbox (consumer, event_id) values ($1, $2) /* " + comment + " " + UUID.randomUUID() + " */";
    }

    private Tuple row(String event) {
        return Tuple.of(name, event);
    }

    private int rows() {
        return pool.preparedQuery("select count(*) from inbox where consumer = $1")
                .executeAndAwait(Tuple.of(name))
                .iterator()
                .next()
                .getInteger(0);
    }
}
