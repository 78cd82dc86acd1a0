package org.passerelle.node.supervisor;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Party;
import org.passerelle.node.process.CannotStart;
import org.passerelle.platform.json.Json;

/** The parties and accounts as they stand in the database: after the first start it is the truth, not the files. */
final class Accounts {
    private static final String CURRENT = "select body::text from agreements.master where kind = ? order by id";

    private final Topology.Database database;

    Accounts(Topology.Database database) {
        this.database = database;
    }

    List<Party> parties() throws CannotStart {
        return read("party", Party.class);
    }

    List<Account> accounts() throws CannotStart {
        return read("account", Account.class);
    }

    private <T> List<T> read(String kind, Class<T> type) throws CannotStart {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:" + database.url(), database.user(), database.password());
                PreparedStatement query = connection.prepareStatement(CURRENT)) {
            query.setString(1, kind);
            var found = new ArrayList<T>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(Json.read(rows.getString(1), type));
                }
            }
            return found;
        } catch (SQLException unreadable) {
            throw new CannotStart(
                    "the accounts cannot be read from the database: " + unreadable.getMessage(), unreadable);
        }
    }
}
