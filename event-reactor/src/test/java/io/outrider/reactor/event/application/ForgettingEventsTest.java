package io.outrider.reactor.event.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrider.stack.testing.EmbeddedStackResource;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = EmbeddedStackResource.class,
        initArgs = @ResourceArg(name = "database", value = "event_reactor"))
class ForgettingEventsTest {

    @Inject
    ForgettingEvents forgetting;

    @Inject
    Pool pool;

    @Test
    void shouldForgetOldEventsWithTheirDecisions() {
        UUID old = event("31 days");
        UUID young = event("29 days");

        assertThat(forgetting.forget()).isPositive();

        assertThat(count("event", old)).isZero();
        assertThat(count("decision", old)).isZero();
        assertThat(count("event", young)).isEqualTo(1);
        assertThat(count("decision", young)).isEqualTo(1);
    }

    @Test
    void shouldNotStartWithARetentionThatIsShorterThanAWindow() {
        ForgettingEvents hasty = new ForgettingEvents(pool, Duration.ofDays(1), Duration.ofHours(24));

        assertThatThrownBy(() -> hasty.start(new StartupEvent()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Expected outrider.events.retention to be at least ");
    }

    private UUID event(String age) {
        UUID key = UUID.randomUUID();
        pool.preparedQuery("""
                        insert into event (event_key, project, source, id, type, time, extensions, data, causation_depth, received_at, decided_at)
                        values ($1, 'default', '/old', $2, 'old', now(), '{}', 'null', 0, now() - interval '%s', now())""".formatted(age)).executeAndAwait(Tuple.of(key, key.toString()));
        pool.preparedQuery("insert into decision values ($1, 'r', 1, '', 'FIRED', null, null, null, null, now())")
                .executeAndAwait(Tuple.of(key));
        return key;
    }

    private long count(String table, UUID key) {
        return pool.preparedQuery("select count(*) from " + table + " where event_key = $1")
                .executeAndAwait(Tuple.of(key))
                .iterator()
                .next()
                .getLong(0);
    }
}
