package org.passerelle.node.bench;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.passerelle.node.demo.Identity;

/**
 * A running system that is measured.
 *
 * @param database JDBC address of PostgreSQL, for reading what was written behind the product's back
 * @param pid the process of a gateway, counted from 0
 */
public record Target(
        List<URI> gateways,
        List<URI> management,
        Identity identity,
        String database,
        String user,
        String password,
        IntToLongFunction pid) {
    public Target {
        gateways = List.copyOf(gateways);
        management = List.copyOf(management);
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(database, user, password);
    }

    /** Never prints the password. */
    @Override
    public String toString() {
        return "Target" + gateways;
    }
}
