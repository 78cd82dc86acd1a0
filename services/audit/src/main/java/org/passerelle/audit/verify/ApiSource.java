package org.passerelle.audit.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.passerelle.audit.append.Leaf;
import org.passerelle.core.message.Audit;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.json.JsonFault;

/** The own log and the operator's checkpoint of a running system, through its public API. */
public final class ApiSource implements LogSource {

    /** Reads the API as the verifying account. */
    public interface Api {

        /**
         * The body of a successful answer.
         *
         * @param path below {@code /api/v1}, with its query, e.g. {@code /audit/checkpoint?log=own}
         */
        String get(String path) throws IOException;
    }

    private static final String AUDITOR = "auditor";

    private final Api api;
    private final Memory memory;

    public ApiSource(Api api, Memory memory) {
        this.api = api;
        this.memory = memory;
    }

    private record PublishedKey(String log, String key) {}

    /** The key that the system itself tells: to be trusted only by somebody who has no other, and then kept. */
    public String publishedKey() throws IOException {
        return get("/audit/key?log=own", PublishedKey.class).key();
    }

    /** Whether the system itself says that the account is an auditor's, to whom every entry is open. */
    public boolean auditor() throws IOException {
        try {
            for (JsonNode role : Json.tree(api.get("/me")).path("roles")) {
                if (role.asText().equals(AUDITOR)) {
                    return true;
                }
            }
            return false;
        } catch (JsonFault malformed) {
            throw new IOException("the answer to /me is not what the API describes", malformed);
        }
    }

    @Override
    public List<String> logs() throws IOException {
        return List.of(
                Leaf.OPERATOR,
                get("/audit/checkpoint?log=own", Audit.Checkpoint.class).log());
    }

    @Override
    public Audit.Checkpoint checkpoint(String log) throws IOException {
        return get("/audit/checkpoint?log=" + parameter(log), Audit.Checkpoint.class);
    }

    @Override
    public Optional<Audit.Entries> entries(String log, long after, int limit) throws IOException {
        return log.equals(Leaf.OPERATOR)
                ? Optional.empty()
                : Optional.of(get("/audit/entries?after=" + after + "&limit=" + limit, Audit.Entries.class));
    }

    @Override
    public Optional<Audit.Proof> proof(Audit.ProofOf asked) throws IOException {
        String kind = asked.kind() == Audit.ProofOf.Kind.INCLUSION ? "inclusion" : "consistency";
        return Optional.of(get(
                "/audit/proofs?log=%s&kind=%s&index=%d&size=%d"
                        .formatted(parameter(asked.log()), kind, asked.index(), asked.size()),
                Audit.Proof.class));
    }

    @Override
    public List<Audit.Opening> openings(String log, long afterInterval, int limit) throws IOException {
        return log.equals(Leaf.OPERATOR)
                ? List.of()
                : get("/audit/openings?after=" + afterInterval + "&limit=" + limit, Audit.Openings.class)
                        .openings();
    }

    @Override
    public List<String> remembered(String log) throws IOException {
        return memory.checkpoint(log).stream().toList();
    }

    /** The API says itself which log is the own one, and nobody signs that. */
    @Override
    public Optional<String> party() throws IOException {
        return memory.party();
    }

    private static String parameter(String log) {
        return log.equals(Leaf.OPERATOR) ? Leaf.OPERATOR : "own";
    }

    private <T> T get(String path, Class<T> type) throws IOException {
        try {
            return Json.read(api.get(path), type);
        } catch (JsonFault malformed) {
            throw new IOException("the answer to " + path + " is not what the API describes", malformed);
        }
    }
}
