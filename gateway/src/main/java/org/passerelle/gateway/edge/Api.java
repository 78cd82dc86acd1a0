package org.passerelle.gateway.edge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.platform.bus.Correlation;

/** Mounts each operation by its id where the contract says; the canonical route decides, never the raw path. */
public final class Api {
    private static final long LONGEST_BODY = 1024L * 1024;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String TRACE = "passerelle.trace";

    private final Vertx vertx;
    private final Contract contract;
    private final Door door;
    private final RateLimit rates;
    private final Map<String, Operation> operations;

    /** Fails unless contract and operations name exactly the same ids. */
    public Api(Vertx vertx, Contract contract, Door door, RateLimit rates, List<Operation> operations) {
        this.vertx = vertx;
        this.contract = contract;
        this.door = door;
        this.rates = rates;
        this.operations = byId(contract, operations);
    }

    static Map<String, Operation> byId(Contract contract, List<Operation> operations) {
        Map<String, Operation> byId = new TreeMap<>();
        for (Operation operation : operations) {
            if (byId.put(operation.id(), operation) != null) {
                throw new IllegalStateException("two handlers for operation " + operation.id());
            }
        }
        Set<String> unhandled = new TreeSet<>(contract.operationIds());
        unhandled.removeAll(byId.keySet());
        Set<String> unknown = new TreeSet<>(byId.keySet());
        unknown.removeAll(contract.operationIds());
        if (!unhandled.isEmpty() || !unknown.isEmpty()) {
            throw new IllegalStateException(
                    "operations without handler " + unhandled + ", handlers without operation " + unknown);
        }
        return byId;
    }

    /** The router of all operations under their base path. */
    public Future<Router> router() {
        return OpenAPIContract.from(vertx, contract.forRouter()).map(parsed -> {
            RouterBuilder builder = RouterBuilder.create(vertx, parsed);
            Map<String, Set<String>> queries = contract.queryParameters();
            BodyHandler bodies = BodyHandler.create(false).setBodyLimit(LONGEST_BODY);
            operations.forEach((id, operation) -> Objects.requireNonNull(builder.getRoute(id))
                    .setDoValidation(false)
                    .setDoSecurity(false)
                    .addHandler(operation.readsItself() ? Api::holdBack : bodies)
                    .addHandler(context -> serve(context, operation, queries.getOrDefault(id, Set.of())))
                    .addFailureHandler(Api::failed));
            return builder.createRouter();
        });
    }

    /** What is sent waits until the operation reads it: until then nothing of it is kept. */
    private static void holdBack(RoutingContext context) {
        context.request().pause();
        context.next();
    }

    private void serve(RoutingContext context, Operation operation, Set<String> query) {
        String trace = trace(context);
        Correlation.begin(trace);
        door.show(context)
                .compose(shown -> {
                    // Before anything is refused: a refusal costs a note in the log, and counts.
                    rates.spend(shown.verified().account(), context.response());
                    Supplier<Future<Caller>> admission = () -> door.admit(shown, operation.id());
                    return admission
                            .get()
                            .map(caller -> new Call(caller, admission, () -> door.lasts(shown), trace, context));
                })
                .compose(call -> {
                    call.requireKnownQuery(query);
                    return operation.answer(call);
                })
                .compose(answer -> Deliverer.deliver(context, trace, answer))
                .onFailure(failure -> Deliverer.failure(context, trace, failure))
                .onComplete(done -> Unread.drop(context.request()));
    }

    /** Ends what failed before or around an operation: bodies too large, unknown paths, wrong methods. */
    static void failed(RoutingContext context) {
        int status = context.failure() instanceof HttpException http ? http.getStatusCode() : context.statusCode();
        Problem.Kind kind = switch (status) {
            case 400 -> Problem.Kind.MALFORMED;
            case 404 -> Problem.Kind.NOT_FOUND;
            case 405 -> Problem.Kind.METHOD;
            case 413 -> Problem.Kind.TOO_LARGE;
            case 415 -> Problem.Kind.MEDIA_TYPE;
            default -> Problem.Kind.INTERNAL;
        };
        boolean told = kind == Problem.Kind.INTERNAL || context.failure() instanceof Refusal;
        if (told && context.failure() != null) {
            Deliverer.failure(context, trace(context), context.failure());
        } else if (!context.response().ended()) {
            Deliverer.problem(context, trace(context), Problem.of(kind));
        }
    }

    private static String trace(RoutingContext context) {
        String known = context.get(TRACE);
        if (known != null) {
            return known;
        }
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        String fresh = HexFormat.of().formatHex(bytes);
        context.put(TRACE, fresh);
        return fresh;
    }
}
