package org.passerelle.node.command;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.passerelle.node.composition.Node;
import org.passerelle.node.composition.ServiceCatalogue;
import org.passerelle.node.process.CannotStart;
import org.passerelle.platform.config.NodeConfig;
import org.passerelle.platform.service.Service;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs one node process with chosen services. */
@Command(name = "node", description = "runs one process with chosen services", mixinStandardHelpOptions = true)
final class NodeCommand implements Callable<Integer> {
    private static final int STOP_SECONDS = 15;

    @Option(
            names = "--services",
            split = ",",
            paramLabel = "NAME",
            description = "services to run here; all when absent")
    private List<String> services = new ArrayList<>();

    @Option(names = "--config", paramLabel = "FILE", description = "the node's configuration")
    private @Nullable Path config;

    @Option(names = "--sample", hidden = true, defaultValue = "${sys:passerelle.configuration:-config}")
    private Path sample = Path.of("config");

    @Option(names = "--supervised", hidden = true, description = "ends when standard input ends")
    private boolean supervised;

    @Override
    public Integer call() throws Exception {
        NodeConfig settings = NodeConfig.load(Optional.ofNullable(config), environment());
        List<Service> chosen = ServiceCatalogue.complete().of(settings.services());
        if (supervised) {
            Thread.ofPlatform().daemon().name("supervisor").start(NodeCommand::endWithSupervisor);
        }
        var ended = new CountDownLatch(1);
        Vertx vertx = started(new Node(settings, chosen, sample));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(vertx, ended), "stop"));
        ended.await();
        return ExitCode.AGREES;
    }

    private Map<String, String> environment() {
        var environment = new HashMap<>(System.getenv());
        if (supervised) {
            // The supervisor has read these and written them into the node's own file.
            environment.keySet().removeAll(org.passerelle.node.supervisor.Topology.VARIABLES);
        }
        if (!services.isEmpty()) {
            environment.put("PASSERELLE_SERVICES", String.join(",", services));
        }
        return environment;
    }

    private static Vertx started(Node node) throws CannotStart {
        try {
            return node.start().toCompletionStage().toCompletableFuture().get();
        } catch (java.util.concurrent.ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new CannotStart("the node cannot start: " + cause.getMessage(), cause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotStart("interrupted while starting", interrupted);
        }
    }

    private static void endWithSupervisor() {
        try (InputStream leash = System.in) {
            while (leash.read() >= 0) {
                // nothing is ever said here; only the end counts
            }
        } catch (IOException broken) {
            // the same as the end
        }
        System.exit(ExitCode.AGREES);
    }

    private static void stop(Vertx vertx, CountDownLatch ended) {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException unclean) {
            // The process ends all the same; whatever was not finished is in the database or was never promised.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        ended.countDown();
    }
}
