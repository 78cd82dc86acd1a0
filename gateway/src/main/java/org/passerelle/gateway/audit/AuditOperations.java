package org.passerelle.gateway.audit;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.passerelle.core.message.Audit;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.platform.bus.Bus;

/** The operations on the transparency log: a party reads its own log, and the operator's checkpoints. */
public final class AuditOperations {
    private static final String OPERATOR = "operator";
    private static final String AUDITOR = "auditor";

    private AuditOperations() {}

    public static List<Operation> of(Bus bus) {
        return List.of(
                new ListEntries(bus),
                new ListOpenings(bus),
                new GetKey(bus),
                new GetCheckpoint(bus),
                new GetProof(bus));
    }

    private static String log(Call call) {
        return switch (call.query("log").orElse("own")) {
            case "own" -> call.caller().party();
            case OPERATOR -> OPERATOR;
            default -> throw Call.parameter("log", Fault.Code.UNKNOWN_WORD, "must be own or operator");
        };
    }

    private record ListEntries(Bus bus) implements Operation {
        @Override
        public String id() {
            return "listAuditEntries";
        }

        @Override
        public Future<Answer> answer(Call call) {
            Audit.EntriesOf about = new Audit.EntriesOf(
                    call.caller().party(),
                    call.caller().subject(),
                    call.caller().account().roles().contains(AUDITOR),
                    call.numberQuery("after", 0, Long.MAX_VALUE, 0),
                    Math.toIntExact(call.numberQuery("limit", 1, 1000, 100)));
            return bus.ask(Audit.ENTRIES, about).map(entries -> {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put(
                        "entries",
                        entries.entries().stream().map(ListEntries::entry).toList());
                json.put("size", entries.size());
                return Answer.json(200, json);
            });
        }

        private static Map<String, Object> entry(Audit.Entry entry) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("index", entry.index());
            entry.at().ifPresent(at -> json.put("at", at));
            entry.body().ifPresent(body -> json.put("body", body));
            entry.salt().ifPresent(salt -> json.put("salt", salt));
            json.put("leafHash", entry.leafHash());
            return json;
        }
    }

    private record ListOpenings(Bus bus) implements Operation {
        @Override
        public String id() {
            return "listAuditOpenings";
        }

        @Override
        public Future<Answer> answer(Call call) {
            Audit.OpeningsOf about = new Audit.OpeningsOf(
                    call.caller().party(),
                    call.numberQuery("after", 0, Long.MAX_VALUE, 0),
                    Math.toIntExact(call.numberQuery("limit", 1, 1000, 100)));
            return bus.ask(Audit.OPENINGS, about)
                    .map(openings -> Answer.json(
                            200,
                            Map.of(
                                    "openings",
                                    openings.openings().stream()
                                            .map(ListOpenings::opening)
                                            .toList())));
        }

        private static Map<String, Object> opening(Audit.Opening opening) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("interval", opening.interval());
            json.put("position", opening.position());
            json.put("leafBody", opening.leafBody());
            json.put("leafSalt", opening.leafSalt());
            json.put("slot", opening.slot());
            json.put("slots", opening.slots());
            json.put("body", opening.body());
            json.put("salt", opening.salt());
            json.put("proof", opening.proof());
            return json;
        }
    }

    private record GetKey(Bus bus) implements Operation {
        @Override
        public String id() {
            return "getAuditKey";
        }

        @Override
        public Future<Answer> answer(Call call) {
            String log = log(call);
            return bus.ask(Audit.KEY, new Audit.KeyOf(log))
                    .map(key -> Answer.json(200, Map.of("log", log, "key", key.text())));
        }
    }

    private record GetCheckpoint(Bus bus) implements Operation {
        @Override
        public String id() {
            return "getCheckpoint";
        }

        @Override
        public Future<Answer> answer(Call call) {
            return bus.ask(Audit.CHECKPOINT, new Audit.CheckpointOf(log(call))).map(checkpoint -> {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("log", checkpoint.log());
                json.put("size", checkpoint.size());
                json.put("rootHash", checkpoint.rootHash());
                json.put("note", checkpoint.note());
                return Answer.json(200, json);
            });
        }
    }

    private record GetProof(Bus bus) implements Operation {
        @Override
        public String id() {
            return "getProof";
        }

        @Override
        public Future<Answer> answer(Call call) {
            Audit.ProofOf.Kind kind = switch (call.requiredQuery("kind")) {
                case "inclusion" -> Audit.ProofOf.Kind.INCLUSION;
                case "consistency" -> Audit.ProofOf.Kind.CONSISTENCY;
                default -> throw Call.parameter("kind", Fault.Code.UNKNOWN_WORD, "must be inclusion or consistency");
            };
            call.requiredQuery("index");
            call.requiredQuery("size");
            Audit.ProofOf about = new Audit.ProofOf(
                    log(call),
                    kind,
                    call.numberQuery("index", 0, Long.MAX_VALUE, 0),
                    call.numberQuery("size", 0, Long.MAX_VALUE, 0));
            return bus.ask(Audit.PROOF, about).map(proof -> {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("hashes", proof.hashes());
                proof.leafHash().ifPresent(hash -> json.put("leafHash", hash));
                return Answer.json(200, json);
            });
        }
    }
}
