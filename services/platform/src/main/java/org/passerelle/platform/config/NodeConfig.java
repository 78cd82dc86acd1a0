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
        Lists lists,
        Reminders reminders,
        Matches matches,
        Storage storage,
        Audit audit) {
    public NodeConfig {
        services = List.copyOf(services);
        // What leaves the machine is encrypted, or the node does not start.
        if (gateway.tls().isEmpty() && !loopback(gateway.host())) {
            throw new IllegalArgumentException(
                    "gateway.host is beyond loopback, and then gateway.tls must name certificate and key");
        }
        if (bus.tls().isEmpty() && !loopback(bus.host())) {
            throw new IllegalArgumentException(
                    "bus.host is beyond loopback, and then bus.tls must name certificate, key and authority");
        }
    }

    // By its spelling: a name that leads to loopback today may lead elsewhere tomorrow.
    private static boolean loopback(String host) {
        return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.[0-9]{1,3}){3}");
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

    /** @param tls absent: plain HTTP, for loopback only; TLS is of version 1.3 (RFC 8446) */
    public record Http(String host, int port, Optional<Tls> tls) {}

    /** Certificate and key in PEM. */
    public record Tls(String certificate, String key) {}

    /**
     * @param url without realm, e.g. {@code http://127.0.0.1:8090}
     * @param clientSecret of the gateway's own client, for authorization
     * @param portalSecret of the client {@code portal}, for sign-in
     * @param accountsSecret of the client {@code accounts}, for closing the sign-in of accounts; without it what is to be closed waits
     * @param reconcileEvery how often the sign-ins that Keycloak knows are compared with the accounts
     */
    public record Keycloak(
            String url,
            String realm,
            String client,
            Optional<String> clientSecret,
            Optional<String> portalSecret,
            Optional<String> accountsSecret,
            Duration reconcileEvery) {}

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
     * @param renewalLead how long before its end an assessment's renewal becomes a task, and likewise a condition or review that is due
     * @param assessmentReview after how long an assessment in use is reviewed, again and again
     */
    public record Screening(Duration reviewEvery, Duration renewalLead, Duration assessmentReview) {}

    /**
     * Comparing names with sanctions lists ([D]).
     *
     * @param threshold the score from which two names are alike, above 0 and at most 1; tuned at 0.8
     * @param compareEvery how often all names are compared, beside whenever a list or the policy changes
     * @param compareAfter how long after a change of policy names are compared: changes come in bursts
     * @param ruleWithin until when a person is to rule on a likeness
     */
    public record Lists(double threshold, Duration compareEvery, Duration compareAfter, Duration ruleWithin) {
        public Lists {
            if (!(threshold > 0 && threshold <= 1)) {
                throw new IllegalArgumentException("the threshold of names lies above 0 and is at most 1");
            }
        }
    }

    /**
     * Tasks and notices of what has a date ([D]); the same on every node.
     *
     * @param lookEvery how often dates are looked through
     * @param leads how long ahead of a date a party is reminded, each time once; {@code PT0S} is the date itself
     * @param grantLead how long ahead at most of the end of what was allowed for a hold: many last a month from the start
     * @param agreementReview after how long an agreement in force is reviewed, again and again
     */
    public record Reminders(Duration lookEvery, List<Duration> leads, Duration grantLead, Duration agreementReview) {
        public Reminders {
            leads = List.copyOf(leads);
            if (leads.isEmpty() || leads.stream().anyMatch(Duration::isNegative)) {
                throw new IllegalArgumentException("a reminder comes ahead of its date, or with it");
            }
        }
    }

    /**
     * Questions whether another party holds something alike ([D]); the same on every node.
     *
     * @param most questions of one party to another
     * @param within how long a time
     * @param answerAfter how long after a question came it is answered at the earliest, so that an answer's time does not tell how much was
     *     looked at
     */
    public record Matches(int most, Duration within, Duration answerAfter) {
        public Matches {
            if (most < 1 || !within.isPositive() || answerAfter.isNegative()) {
                throw new IllegalArgumentException("matches.most is at least 1 and matches.within longer than nothing");
            }
        }
    }

    /**
     * Records at rest; the same on every node.
     *
     * @param searchableLevel 0 to 3: the highest level of which the database holds, in clear, words and places to search by
     * @param expireEvery how often what may no longer be retained is destroyed
     * @param attachmentLimit the most bytes that an attachment may have
     * @param savedSearches how many searches an account may keep ([D])
     */
    public record Storage(int searchableLevel, Duration expireEvery, long attachmentLimit, int savedSearches) {
        // Several are looked through at once, each in memory.
        private static final long MOST = 64L * 1024 * 1024;

        public Storage {
            if (savedSearches < 1) {
                throw new IllegalArgumentException("storage.savedSearches is at least 1");
            }
            if (searchableLevel < 0 || searchableLevel > 3) {
                throw new IllegalArgumentException("storage.searchableLevel is a level from 0 to 3");
            }
            if (attachmentLimit < 1 || attachmentLimit > MOST) {
                throw new IllegalArgumentException("storage.attachmentLimit is from 1 to " + MOST + " bytes");
            }
        }
    }

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
