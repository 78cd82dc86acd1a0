package org.passerelle.platform.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one node runs. Defaults, then a JSON file, then {@code PASSERELLE_*} variables: {@code PASSERELLE_DATABASE_PASSWORD} is
 * {@code database.password}. There is no switch that turns off authentication, screening or audit.
 *
 * @param name of this node, unique in the cluster
 * @param home directory of everything that is kept between runs
 * @param services names of the services that run here
 */
public record NodeConfig(
        String name,
        String home,
        List<String> services,
        Postgres database,
        Cluster cluster,
        EventBus bus,
        Http gateway,
        Http management,
        Keycloak keycloak,
        Policy policy,
        Screening screening,
        Audit audit) {
    public NodeConfig {
        services = List.copyOf(services);
    }

    /**
     * PostgreSQL; an external one is one value.
     *
     * @param url {@code postgresql://host:port/database}, without credentials
     * @param poolSize connections per service
     */
    public record Postgres(
            String url,
            String user,
            String password,
            int poolSize,
            Duration connectTimeout,
            Duration statementTimeout) {}

    /**
     * @param enabled false: this node is alone
     * @param members {@code host:port} of each member, singly
     */
    public record Cluster(boolean enabled, String name, String host, int port, List<String> members) {
        public Cluster {
            members = List.copyOf(members);
        }
    }

    /** @param port 0: any */
    public record EventBus(String host, int port, Duration askTimeout, Optional<MutualTls> tls) {}

    /** Certificates in PEM; both sides show one, signed by {@code authority}. */
    public record MutualTls(String certificate, String key, String authority) {}

    /** @param tls absent: plain HTTP, for loopback only */
    public record Http(String host, int port, Optional<Tls> tls) {}

    /** Certificate and key in PEM. */
    public record Tls(String certificate, String key) {}

    /**
     * @param url without realm, e.g. {@code http://127.0.0.1:8090}
     * @param clientSecret of the gateway's own client, for authorization
     * @param portalSecret of the client {@code portal}, for sign-in
     */
    public record Keycloak(
            String url, String realm, String client, Optional<String> clientSecret, Optional<String> portalSecret) {}

    /**
     * Times of the revocation barrier ([D]).
     *
     * @param drift allowance for clocks that run at different speed
     * @param window time between sending an audit append and the first byte
     */
    public record Policy(Duration lease, Duration drift, Duration window, Duration renewEvery, Duration pollEvery) {}

    /**
     * Upkeep of human-rights assessments ([D]).
     *
     * @param reviewEvery how often assessments are looked through
     * @param renewalLead how long before its end an assessment's renewal becomes a task
     */
    public record Screening(Duration reviewEvery, Duration renewalLead) {}

    /** @param interval in which the operator's log takes exactly one leaf; the same on every node */
    public record Audit(Duration interval) {}

    public Path homeDirectory() {
        return Path.of(home);
    }

    /** The defaults alone. */
    public static NodeConfig defaults() {
        return load(Optional.empty(), Map.of());
    }

    /**
     * Reads the configuration.
     *
     * @throws ConfigFault naming file, line and column, or the variable
     */
    public static NodeConfig load(Optional<Path> file, Map<String, String> environment) {
        return ConfigSources.load(file, environment);
    }
}
