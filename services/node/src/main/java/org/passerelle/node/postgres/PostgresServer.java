package org.passerelle.node.postgres;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Child;
import org.passerelle.node.process.Home;
import org.passerelle.node.process.PrivateFile;

/** The embedded PostgreSQL: its data stays in the data directory, every commit is on disk, every login has a password. */
public final class PostgresServer {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SUPERUSER = "postgres";

    private final Home home;
    private final int port;
    private final String password;
    private final PostgresBinaries programs;

    private PostgresServer(Home home, int port, String password, PostgresBinaries programs) {
        this.home = home;
        this.port = port;
        this.password = password;
        this.programs = programs;
    }

    /** Makes ready to start: programs unpacked, data directory initialised, no server of an earlier run alive. */
    public static PostgresServer prepare(Home home, int port, String password) throws CannotStart {
        try {
            PrivateFile.directory(home.postgres());
        } catch (IOException failed) {
            throw new CannotStart("%s cannot be made".formatted(home.postgres()), failed);
        }
        var server = new PostgresServer(home, port, password, PostgresBinaries.unpacked(home.postgres()));
        server.initialise();
        server.stopOrphan();
        return server;
    }

    private Path data() {
        return home.postgres().resolve("data");
    }

    private void initialise() throws CannotStart {
        if (Files.exists(data().resolve("PG_VERSION"))) {
            return;
        }
        Path passwordFile = home.postgres().resolve("initial-password");
        try {
            PrivateFile.write(passwordFile, password);
            run(List.of(
                    programs.program("initdb"),
                    "--pgdata=" + data(),
                    "--username=" + SUPERUSER,
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C.UTF-8",
                    "--data-checksums"));
            Files.writeString(data().resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
        } catch (IOException failed) {
            throw new CannotStart("the database cannot be initialised: " + failed.getMessage(), failed);
        } finally {
            passwordFile.toFile().delete();
        }
    }

    // A server whose supervisor was killed ends by itself; one that has not yet is stopped in good order here.
    private void stopOrphan() throws CannotStart {
        Path lock = data().resolve("postmaster.pid");
        if (running(lock)) {
            run(List.of(
                    programs.program("pg_ctl"), "stop", "--pgdata=" + data(), "--mode=fast", "--wait", "--timeout=30"));
        }
    }

    private boolean running(Path lock) {
        try {
            long pid = Long.parseLong(Files.readAllLines(lock).getFirst().trim());
            return ProcessHandle.of(pid)
                    .flatMap(process -> process.info().command())
                    .filter(command -> command.equals(programs.program("postgres")))
                    .isPresent();
        } catch (IOException | NumberFormatException | java.util.NoSuchElementException absent) {
            return false;
        }
    }

    /** Starts the server and waits until it answers. */
    public Child start() throws CannotStart {
        stopOrphan();
        Child child = Child.start(command(), home);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (Connection connection = connect(SUPERUSER)) {
                return child;
            } catch (SQLException notYet) {
                if (!child.alive() || System.nanoTime() > end) {
                    child.stop(Duration.ofSeconds(10));
                    throw new CannotStart(
                            "postgresql does not start; the last it said is:\n" + Child.lastWords(home, "postgres", 5));
                }
                pause();
            }
        }
    }

    private Child.Command command() {
        var words = new ArrayList<>(unprivileged());
        words.addAll(List.of(programs.program("postgres"), "-D", data().toString()));
        settings().forEach((name, value) -> words.addAll(List.of("-c", name + "=" + value)));
        return new Child.Command("postgres", words, Map.of("LC_ALL", "C.UTF-8"), Optional.of("INT"));
    }

    /** Of the machine, or as much of it as this process's container may use; in bytes. */
    private static long memory() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }

    /**
     * What PostgreSQL keeps of its tables itself: a quarter of the memory, as its manual advises, and at most 8 GB. It is taken as it is
     * used, so that a small store takes little.
     *
     * @param bytes of memory
     */
    static long sharedMegabytes(long bytes) {
        return Math.clamp(bytes / 4 / (1 << 20), 128L, 8_192L);
    }

    private Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("port", Integer.toString(port)),
                Map.entry("listen_addresses", "127.0.0.1"),
                Map.entry("unix_socket_directories", ""),
                Map.entry("fsync", "on"),
                Map.entry("synchronous_commit", "on"),
                Map.entry("full_page_writes", "on"),
                Map.entry("password_encryption", "scram-sha-256"),
                Map.entry("max_connections", "200"),
                Map.entry("shared_buffers", sharedMegabytes(memory()) + "MB"),
                Map.entry("timezone", "UTC"),
                Map.entry("log_timezone", "UTC"),
                // Statements may carry content; the log must not.
                Map.entry("log_min_error_statement", "panic"),
                Map.entry("log_parameter_max_length", "0"),
                Map.entry("log_parameter_max_length_on_error", "0"));
    }

    /** Makes a database owned by a role of its own; an existing role gets the password. */
    public void database(String name, String role, String rolePassword) throws CannotStart {
        try (Connection connection = connect(SUPERUSER);
                var statement = connection.createStatement()) {
            String login = "role \"%s\" login password '%s'".formatted(role, rolePassword);
            statement.execute((exists(connection, "pg_roles", "rolname", role) ? "alter " : "create ") + login);
            if (!exists(connection, "pg_database", "datname", name)) {
                statement.execute("create database \"%s\" owner \"%s\"".formatted(name, role));
            }
        } catch (SQLException failed) {
            throw new CannotStart("the database %s cannot be made: %s".formatted(name, failed.getMessage()), failed);
        }
    }

    /** Removes a database with all that is in it, so that its disk is free for the next. */
    public void remove(String name) throws CannotStart {
        try (Connection connection = connect(SUPERUSER);
                var statement = connection.createStatement()) {
            // All that is not yet on disk is written first.
            connection.setNetworkTimeout(
                    Runnable::run, (int) Duration.ofMinutes(5).toMillis());
            statement.execute("drop database if exists \"%s\" with (force)".formatted(name));
        } catch (SQLException failed) {
            throw new CannotStart("the database %s cannot be removed: %s".formatted(name, failed.getMessage()), failed);
        }
    }

    private static boolean exists(Connection connection, String catalogue, String column, String name)
            throws SQLException {
        try (var query = connection.prepareStatement("select 1 from " + catalogue + " where " + column + " = ?")) {
            query.setString(1, name);
            try (var rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s?connectTimeout=2&socketTimeout=20".formatted(port, database),
                SUPERUSER,
                password);
    }

    private void run(List<String> words) throws CannotStart {
        var command = new ArrayList<>(unprivileged());
        command.addAll(words);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new CannotStart(
                        "%s fails: %s".formatted(Path.of(words.getFirst()).getFileName(), said.trim()));
            }
        } catch (IOException failed) {
            throw new CannotStart("%s cannot be run: %s".formatted(command.getFirst(), failed.getMessage()), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotStart("interrupted while the database was prepared", interrupted);
        }
    }

    // PostgreSQL refuses to run as root; in a user namespace of its own it is nobody, and its files still ours.
    private static List<String> unprivileged() {
        return System.getProperty("user.name").equals("root") ? List.of("unshare", "--user") : List.of();
    }

    private static void pause() throws CannotStart {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotStart("interrupted while the database was starting", interrupted);
        }
    }
}
