package org.passerelle.gateway.edge;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.LocatedFault;

/** One call of an operation: who calls, and what they sent, read strictly. */
public final class Call {
    private static final int LONGEST_ID = 100;

    private final Caller caller;
    private final Supplier<Future<Caller>> admission;
    private final BooleanSupplier signedIn;
    private final String trace;
    private final RoutingContext context;

    /**
     * @param admission lets the caller in once more
     * @param signedIn whether the sign-in still counts
     */
    Call(
            Caller caller,
            Supplier<Future<Caller>> admission,
            BooleanSupplier signedIn,
            String trace,
            RoutingContext context) {
        this.caller = caller;
        this.admission = admission;
        this.signedIn = signedIn;
        this.trace = trace;
        this.context = context;
    }

    public Caller caller() {
        return caller;
    }

    /** The caller as of now: fails as the door does where they would not be let in any more. For what reads or waits for long. */
    public Future<Caller> again() {
        return admission.get();
    }

    /** Whether the sign-in of the caller still counts. For what goes on for long, before each piece that it gives. */
    public boolean signedIn() {
        return signedIn.getAsBoolean();
    }

    /** The id under which logs speak of this call. */
    public String trace() {
        return trace;
    }

    /** A path parameter, decoded. One that is longer than any id names nothing, and stands nowhere: neither in a question nor in a note. */
    public String path(String name) {
        return path(name, LONGEST_ID);
    }

    /** The same, of an id that has a length of its own. */
    public String path(String name, int longest) {
        return Optional.ofNullable(context.pathParam(name))
                .filter(text -> text.length() <= longest)
                .orElseThrow(() -> new Refusal(Problem.Kind.NOT_FOUND));
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(context.request().getHeader(name));
    }

    public Optional<String> query(String name) {
        List<String> values = context.queryParams().getAll(name);
        if (values.size() > 1) {
            throw parameter(name, Fault.Code.CONTRADICTION, "is given more than once");
        }
        return values.stream().findFirst();
    }

    /** The parameters, read strictly. */
    public Query query() {
        return new Query(this::query);
    }

    public String requiredQuery(String name) {
        return query().required(name);
    }

    public Optional<Instant> timeQuery(String name) {
        return query().time(name);
    }

    /** A whole number within bounds, or {@code otherwise} when absent. */
    public long numberQuery(String name, long least, long most, long otherwise) {
        return query().number(name, least, most, otherwise);
    }

    /** Refuses query parameters that the operation does not know. */
    void requireKnownQuery(Set<String> known) {
        MultiMap given = context.queryParams();
        for (String name : given.names()) {
            if (!known.contains(name)) {
                throw parameter(name.length() > 40 ? "" : name, Fault.Code.UNKNOWN_FIELD, "unknown parameter");
            }
        }
    }

    /** The body as text; it must be JSON by its type and UTF-8 by its bytes. */
    public String body() {
        String type = header("Content-Type")
                .orElse("")
                .toLowerCase(java.util.Locale.ROOT)
                .replace(" ", "");
        if (!type.equals("application/json") && !type.equals("application/json;charset=utf-8")) {
            throw new Refusal(Problem.Kind.MEDIA_TYPE);
        }
        byte[] bytes = Optional.ofNullable(context.body().buffer())
                .map(buffer -> buffer.getBytes())
                .orElse(new byte[0]);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new Refusal(Problem.of(Problem.Kind.MALFORMED, "the body must be UTF-8"));
        }
    }

    /** The bytes of the body of an operation that {@linkplain Operation#readsItself reads itself}, at most so many. */
    public Future<Buffer> bytes(long most) {
        return Unread.read(context.request(), most);
    }

    /** A refusal that names a parameter. */
    public static Refusal parameter(String name, Fault.Code code, String message) {
        return new Refusal(Problem.faulty(
                Problem.Kind.MALFORMED, List.of(new LocatedFault(new Fault(name, code, message), 0, 0))));
    }
}
