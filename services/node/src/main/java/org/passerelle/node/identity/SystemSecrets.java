package org.passerelle.node.identity;

/** The passwords among the system's own parts, generated once for a data directory. */
public record SystemSecrets(
        String postgresPassword,
        String databasePassword,
        String keycloakDatabasePassword,
        String adminClientSecret,
        String gatewaySecret,
        String portalSecret) {

    /** Never prints the secrets. */
    @Override
    public String toString() {
        return "SystemSecrets";
    }
}
