package io.outrider.reactor.reaction.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.stack.testing.EmbeddedStackResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = EmbeddedStackResource.class,
        initArgs = @ResourceArg(name = "database", value = "event_reactor"))
class ForgettingGroupsTest {

    private static final Instant LONG_AGO = Instant.parse("2001-01-01T00:00:00Z");

    @Inject
    ForgettingGroups forgetting;

    @Inject
    EndingWindows windows;

    @Inject
    Pool pool;

    private final String project = "forget-" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void shouldForgetGroupsThatExpired() {
        group("expired", "2000-12-31T00:00:00Z", "null");
        group("open", "2000-12-31T00:00:00Z", "'2999-01-01T00:00:00Z'");
        group("kept", "2001-01-02T00:00:00Z", "null");

        assertThat(forgetting.forgetGroups(LONG_AGO)).isEqualTo(1);

        assertThat(texts("select group_key from reaction_group where project = $1 order by 1"))
                .containsExactly("kept", "open");
    }

    @Test
    void shouldForgetOldFiringsWithTheirJobs() {
        reaction();
        String old = firing("2000-12-31T00:00:00Z");
        String young = firing("2001-01-02T00:00:00Z");

        assertThat(forgetting.forgetFirings(LONG_AGO)).isEqualTo(1);

        assertThat(texts("select id::text from firing where project = $1")).containsExactly(young);
        assertThat(pool.query("select 1 from started_job where firing_id = '" + old + "'")
                        .executeAndAwait())
                .isEmpty();
    }

    @Test
    void shouldLeaveAWindowAloneThatFails() {
        group("bad", "2999-01-01T00:00:00Z", "'2000-01-01T00:00:00Z'");

        // The timers of the service may be quicker: then the window is over, since its reaction does not exist.
        windows.postpone();

        assertThat(texts("select group_key from reaction_group where project = $1 and deadline < now()"))
                .isEmpty();
    }

    private void group(String key, String expires, String deadline) {
        pool.preparedQuery(
                        "insert into reaction_group values ($1, 'r', $2, 1, '{}', " + deadline + ", '" + expires + "')")
                .executeAndAwait(Tuple.of(project, key));
    }

    private void reaction() {
        pool.preparedQuery("insert into reaction values ($1, 'r', 1, '{}', true, now(), 'x', now(), 'x')")
                .executeAndAwait(Tuple.of(project));
    }

    private String firing(String at) {
        UUID id = UUID.randomUUID();
        pool.preparedQuery(
                        "insert into firing values ($1, $2, 'r', 1, '', $1, 1, 'EVENT', 'FIRED', null, '" + at + "')")
                .executeAndAwait(Tuple.of(id, project));
        pool.preparedQuery("insert into started_job values ($1, $2, 0)")
                .executeAndAwait(Tuple.of(UUID.randomUUID(), id));
        return id.toString();
    }

    private List<String> texts(String query) {
        return pool.preparedQuery(query).executeAndAwait(Tuple.of(project)).stream()
                .map(row -> row.getString(0))
                .toList();
    }
}
