package io.outrider.reactor.it;

import io.outrider.stack.infrastructure.Endpoints;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
