package io.outrider.reactor.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.outrider.stack.infrastructure.Endpoints;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The service's tables, for looking at. */
final class Database implements AutoCloseable {

    private final Connection connection;

    Database(Endpoints endpoints) throws SQLException {
        connection = DriverManager.getConnection(
                endpoints.jdbcUrl(ReactorProcess.DATABASE), endpoints.pgUser(), endpoints.pgPassword());
    }

    /** Returns the one number that the query has. */
    long number(String query) {
        return Long.parseLong(texts(query).getFirst());
    }

    /** Returns the first column. */
    List<String> texts(String query) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    /**
     * Waits until so many events of {@code /it} are decided, no window waits for its end and all that follows is said.
     *
     * @param more further rows that must not be left, as they come after {@code from}
     */
    void awaitSettled(long events, String... more) {
        List<String> open = new ArrayList<>(List.of(more));
        open.addAll(List.of("reaction_group where deadline is not null", "outbox"));
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> {
                    assertThat(number("select count(*) from event where source = '/it'"))
                            .isEqualTo(events);
                    assertThat(open)
                            .allSatisfy(rows -> assertThat(number("select count(*) from " + rows))
                                    .isZero());
                });
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
