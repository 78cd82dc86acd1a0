package org.passerelle.gateway.imports;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.message.Imports;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Bodies;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.interchange.Formats;
import org.passerelle.gateway.interchange.UnreadableFile;
import org.passerelle.gateway.keys.Cursors;
import org.passerelle.gateway.records.BulkIntake;
import org.passerelle.gateway.submission.ClosedWords;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Fields;
import org.passerelle.gateway.submission.LocatedFault;
import org.passerelle.platform.bus.Bus;

/** The operations on imports. Whoever has not opened a job does not learn that it exists. */
public final class ImportOperations {
    private static final int LONGEST_NAME = 200;

    /** Characters of a mapping, which is read again for each piece and may stand in each item. */
    private static final int LONGEST_MAPPING = 64 * 1024;

    private final Bus bus;
    private final Cursors cursors;

    private ImportOperations(Bus bus, Cursors cursors) {
        this.bus = bus;
        this.cursors = cursors;
    }

    public static List<Operation> of(
            Vertx vertx, Bus bus, Clock clock, Disclosure disclosure, Cursors cursors, BulkIntake intake) {
        ImportOperations imports = new ImportOperations(bus, cursors);
        return List.of(
                operation("openImport", imports::open),
                operation("listImports", imports::list),
                operation("getImport", imports::get),
                new StorePiece(vertx, bus, clock, disclosure, intake),
                operation("completeImport", imports::complete),
                operation("listImportFaults", imports::faults),
                operation("deleteImport", imports::delete));
    }

    private interface Answering {
        Future<Answer> answer(Call call);
    }

    private static Operation operation(String id, Answering answering) {
        return new Operation() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public Future<Answer> answer(Call call) {
                return answering.answer(call);
            }
        };
    }

    private Future<Answer> open(Call call) {
        Imports.Open open =
                Bodies.read(call.body(), Set.of("name", "format", "digest", "mapping"), fields -> opened(call, fields));
        return bus.ask(Imports.OPEN, open)
                .map(job -> Answer.json(202, ImportJson.of(job)).header("Location", "/api/v1/imports/" + job.id()));
    }

    private static Imports.Open opened(Call call, Fields fields) {
        List.of("name", "format", "digest").forEach(fields::require);
        Optional<String> name = fields.text("name", LONGEST_NAME);
        Optional<String> format = fields.word("format", new ClosedWords("format", Set.copyOf(Formats.imports())));
        Optional<String> digest = fields.text("digest", 64);
        if (digest.filter(text -> !text.matches("[0-9a-f]{64}")).isPresent()) {
            fields.fault("digest", Fault.Code.WRONG_TYPE, "is a SHA-256 in 64 lower-case hexadecimal digits");
        }
        Optional<String> mapping = fields.node("mapping").map(node -> node.toString());
        if (mapping.filter(text -> text.length() > LONGEST_MAPPING).isPresent()) {
            fields.fault("mapping", Fault.Code.TOO_LONG, "may have at most " + LONGEST_MAPPING + " characters");
        } else {
            format.ifPresent(named -> check(named, mapping));
        }
        return new Imports.Open(
                call.caller().party(),
                call.caller().subject(),
                name.orElse(""),
                format.orElse(""),
                digest.orElse(""),
                mapping);
    }

    private static void check(String format, Optional<String> mapping) {
        try {
            Formats.toImport(format).orElseThrow().translator(mapping);
        } catch (UnreadableFile faulty) {
            Fault fault = new Fault(
                    "/mapping" + faulty.pointer(), Fault.Code.MALFORMED_MAPPING, String.valueOf(faulty.getMessage()));
            throw new Refusal(Problem.faulty(Problem.Kind.INVALID, List.of(new LocatedFault(fault, 0, 0))));
        }
    }

    private Future<Answer> list(Call call) {
        return bus.ask(Imports.LIST, new Imports.Of(call.caller().subject(), call.query("digest")))
                .map(jobs -> Answer.json(
                        200,
                        Map.of("items", jobs.jobs().stream().map(ImportJson::of).toList())));
    }

    private Future<Answer> get(Call call) {
        return bus.ask(
                        Imports.LOOK,
                        new Imports.Look(call.path("id"), call.caller().subject(), 0, ""))
                .map(looked -> looked.job().orElseThrow(() -> new Refusal(Problem.Kind.NOT_FOUND)))
                .map(job -> Answer.json(200, ImportJson.of(job)));
    }

    private Future<Answer> complete(Call call) {
        long items = Bodies.read(call.body(), Set.of("items"), ImportOperations::items);
        return bus.ask(
                        Imports.COMPLETE,
                        new Imports.Complete(call.path("id"), call.caller().subject(), items))
                .map(completed -> switch (completed) {
                    case Imports.Completed.Done(Imports.Job job) -> Answer.json(200, ImportJson.of(job));
                    case Imports.Completed.Elsewhere(long next) ->
                        throw new Refusal(Problem.of(Problem.Kind.CONFLICT, "the import stands at item " + next));
                    case Imports.Completed.Closed closed -> throw StorePiece.ended();
                    case Imports.Completed.Absent absent -> throw new Refusal(Problem.Kind.NOT_FOUND);
                });
    }

    private Future<Answer> delete(Call call) {
        return bus.ask(
                        Imports.DELETE,
                        new Imports.Delete(call.path("id"), call.caller().subject()))
                .map(deleted -> {
                    if (!deleted.there()) {
                        throw new Refusal(Problem.Kind.NOT_FOUND);
                    }
                    return Answer.empty(204);
                });
    }

    private static long items(Fields fields) {
        fields.require("items");
        return fields.node("items")
                .filter(node -> node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0)
                .map(node -> node.longValue())
                .orElseGet(() -> {
                    fields.fault("items", Fault.Code.WRONG_TYPE, "must be a whole number from 0");
                    return 0L;
                });
    }

    // Faults of everybody are counted together: a position in clear would tell how many others have.
    private Future<Answer> faults(Call call) {
        String binding = String.join("\n", "import-faults", call.caller().subject(), call.path("id"));
        long after = call.query("after")
                .map(cursor -> cursors.open(cursor, binding)
                        .orElseThrow(() -> Call.parameter(
                                "after", Fault.Code.UNKNOWN_WORD, "is not a cursor of this caller and import")))
                .orElse(0L);
        int limit = Math.toIntExact(call.numberQuery("limit", 1, 1000, 100));
        return bus.ask(
                        Imports.FAULTS,
                        new Imports.FaultsOf(call.path("id"), call.caller().subject(), after, limit))
                .map(found -> {
                    if (!found.known()) {
                        throw new Refusal(Problem.Kind.NOT_FOUND);
                    }
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put(
                            "items", found.faults().stream().map(ImportJson::of).toList());
                    found.next().ifPresent(next -> json.put("next", cursors.seal(next, binding)));
                    return Answer.json(200, json);
                });
    }
}
