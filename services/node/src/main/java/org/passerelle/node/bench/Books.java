package org.passerelle.node.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.passerelle.node.process.CannotStart;
import org.passerelle.platform.json.Json;

/** The logs as the database has them. Positions of a log are given in the order of commits, so they are its time. */
final class Books implements AutoCloseable {
    private final Connection connection;

    Books(Target target) throws CannotStart {
        try {
            connection = target.connect();
        } catch (SQLException unreachable) {
            throw new CannotStart("the database does not answer: " + unreachable.getMessage(), unreachable);
        }
    }

    /** A leaf with its place. */
    record Leaf(long position, JsonNode body) {}

    /** How many leaves the log of a party has: every later one is committed after this call has begun. */
    synchronized long size(String log) {
        try (PreparedStatement query =
                connection.prepareStatement("select coalesce(max(size), 0) from audit.log where name = ?")) {
            query.setString(1, log);
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** The leaves of a log from a position on. */
    synchronized List<Leaf> leaves(String log, long from) {
        try (PreparedStatement query = connection.prepareStatement("""
                        select position, body from audit.entry join audit.log on log.id = entry.log
                        where name = ? and position >= ? order by position
                        """)) {
            query.setString(1, log);
            query.setLong(2, from);
            List<Leaf> leaves = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    leaves.add(new Leaf(rows.getLong(1), Json.tree(rows.getString(2))));
                }
            }
            return leaves;
        } catch (SQLException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException harmless) {
            // What was read stands.
        }
    }
}
