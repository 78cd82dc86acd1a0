package org.passerelle.node.supervisor;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Ports;

/**
 * Where everything listens; all of it on loopback.
 *
 * @param gatewayPorts one for each node
 * @param externalDatabase an external PostgreSQL instead of the embedded one
 */
public record Topology(
        List<Integer> gatewayPorts,
        List<Integer> managementPorts,
        List<Integer> clusterPorts,
        int postgresPort,
        int keycloakPort,
        int keycloakManagementPort,
        int keycloakHeapMegabytes,
        int nodeHeapMegabytes,
        Optional<Database> externalDatabase) {

    private static final int KEYCLOAK_HEAP = 384;
    private static final int NODE_HEAP = 512;

    /** The variables that place the system; all others beginning with PASSERELLE_ belong to the nodes. */
    public static final Set<String> VARIABLES = Set.of(
            "PASSERELLE_GATEWAY_PORTS",
            "PASSERELLE_MANAGEMENT_PORTS",
            "PASSERELLE_CLUSTER_PORTS",
            "PASSERELLE_POSTGRES_PORT",
            "PASSERELLE_KEYCLOAK_PORT",
            "PASSERELLE_KEYCLOAK_MANAGEMENT_PORT",
            "PASSERELLE_KEYCLOAK_HEAP",
            "PASSERELLE_NODE_HEAP",
            "PASSERELLE_DATABASE_URL",
            "PASSERELLE_DATABASE_USER",
            "PASSERELLE_DATABASE_PASSWORD",
            "PASSERELLE_HOME");

    /** An external PostgreSQL; Keycloak's database is the one named {@code keycloak} on the same server. */
    public record Database(String url, String user, String password) {
        /** Parameters of an address that tell how its server is reached, as pgjdbc names them. */
        private static final Set<String> OF_THE_SERVER = Set.of(
                "ssl",
                "sslmode",
                "sslrootcert",
                "sslcert",
                "sslkey",
                "sslpassword",
                "sslfactory",
                "sslfactoryarg",
                "sslhostnameverifier",
                "sslNegotiation",
                "sslResponseTimeout",
                "channelBinding",
                "gssEncMode",
                "connectTimeout",
                "loginTimeout",
                "socketTimeout",
                "tcpKeepAlive",
                "targetServerType");

        /** The JDBC address of another database on the same server, which is reached in the same way. */
        public String jdbc(String name) {
            URI address = URI.create(url);
            String reached = Stream.ofNullable(address.getRawQuery())
                    .flatMap(query -> Arrays.stream(query.split("&", -1)))
                    .filter(parameter -> OF_THE_SERVER.contains(parameter.replaceFirst("=.*", "")))
                    .collect(Collectors.joining("&"));
            return "jdbc:postgresql://%s/%s%s"
                    .formatted(address.getRawAuthority(), name, reached.isEmpty() ? "" : "?" + reached);
        }

        /** Never prints the password. */
        @Override
        public String toString() {
            return "Database[" + url + "]";
        }
    }

    public Topology {
        gatewayPorts = List.copyOf(gatewayPorts);
        managementPorts = List.copyOf(managementPorts);
        clusterPorts = List.copyOf(clusterPorts);
    }

    /** Reads the environment over the defaults; {@code nodes} is how many node processes run. */
    public static Topology of(Map<String, String> environment, int nodes) throws CannotStart {
        var variables = new Variables(environment);
        return new Topology(
                variables.ports("PASSERELLE_GATEWAY_PORTS", 8080, nodes),
                variables.ports("PASSERELLE_MANAGEMENT_PORTS", 9080, nodes),
                variables.ports("PASSERELLE_CLUSTER_PORTS", 5701, nodes),
                variables.number("PASSERELLE_POSTGRES_PORT", 5433),
                variables.number("PASSERELLE_KEYCLOAK_PORT", 8090),
                variables.number("PASSERELLE_KEYCLOAK_MANAGEMENT_PORT", 9090),
                variables.number("PASSERELLE_KEYCLOAK_HEAP", KEYCLOAK_HEAP),
                variables.number("PASSERELLE_NODE_HEAP", NODE_HEAP),
                variables
                        .text("PASSERELLE_DATABASE_URL")
                        .map(url -> new Database(
                                url,
                                variables.text("PASSERELLE_DATABASE_USER").orElse("passerelle"),
                                variables.text("PASSERELLE_DATABASE_PASSWORD").orElse(""))));
    }

    /** Ports that nobody listens on at this moment, for a system beside others. */
    public static Topology onFreePorts(int nodes) throws CannotStart {
        List<Integer> ports = Ports.free(3 * nodes + 3);
        return new Topology(
                ports.subList(0, nodes),
                ports.subList(nodes, 2 * nodes),
                ports.subList(2 * nodes, 3 * nodes),
                ports.get(3 * nodes),
                ports.get(3 * nodes + 1),
                ports.get(3 * nodes + 2),
                KEYCLOAK_HEAP,
                NODE_HEAP,
                Optional.empty());
    }

    public int nodes() {
        return gatewayPorts.size();
    }

    /** The gateways' public addresses. */
    public List<URI> gateways() {
        return gatewayPorts.stream().map(Topology::loopback).toList();
    }

    /** The management addresses, in the order of the gateways. */
    public List<URI> management() {
        return managementPorts.stream().map(Topology::loopback).toList();
    }

    /** Keycloak's address. */
    public URI keycloak() {
        return URI.create("http://127.0.0.1:" + keycloakPort);
    }

    private static URI loopback(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private record Variables(Map<String, String> environment) {
        Optional<String> text(String name) {
            return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
        }

        int number(String name, int otherwise) throws CannotStart {
            Optional<String> value = text(name);
            return value.isPresent() ? parse(name, value.get().trim()) : otherwise;
        }

        List<Integer> ports(String name, int first, int count) throws CannotStart {
            Optional<String> value = text(name);
            if (value.isEmpty()) {
                return java.util.stream.IntStream.range(first, first + count)
                        .boxed()
                        .toList();
            }
            String[] words = value.get().split(",", -1);
            if (words.length < count) {
                throw new CannotStart("%s must name %d ports, with commas between".formatted(name, count));
            }
            var ports = new java.util.ArrayList<Integer>();
            for (String word : Arrays.asList(words).subList(0, count)) {
                ports.add(parse(name, word.trim()));
            }
            return ports;
        }

        private static int parse(String name, String text) throws CannotStart {
            try {
                int number = Integer.parseInt(text);
                if (number > 0 && number < 65_536) {
                    return number;
                }
            } catch (NumberFormatException notANumber) {
                // the sentence below says it
            }
            throw new CannotStart("%s must be a number from 1 to 65535, not \"%s\"".formatted(name, text));
        }
    }
}
