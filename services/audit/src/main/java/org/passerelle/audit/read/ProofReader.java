package org.passerelle.audit.read;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.passerelle.audit.append.Leaf;
import org.passerelle.audit.merkle.Hash;
import org.passerelle.audit.merkle.Node;
import org.passerelle.audit.merkle.ProofPlan;
import org.passerelle.audit.seal.Told;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Audit.ProofOf.Kind;
import org.passerelle.platform.database.Database;

/** Builds proofs from stored nodes: a number of look-ups that grows with the logarithm of the log. */
public final class ProofReader {

    private static final Audit.Proof NONE = new Audit.Proof(List.of(), Optional.empty());

    private static final String NODES = """
            select wanted.level, wanted.position, node.hash
            from log
            cross join unnest($3::smallint[], $4::bigint[]) as wanted (level, position)
            join node on node.log = log.id and node.level = wanted.level and node.position = wanted.position
            where log.name = $1 and log.size >= $2
            """;

    /**
     * Entries that were sealed for their party before their kind was the operator's alone stay where they are, and are told no more. A
     * canonical body begins with the kind of a checkpoint, and ends with that of a note.
     */
    private static final String OPENINGS = """
            select opening.interval_id, sealed_interval.position, entry.body as leaf_body, entry.salt as leaf_salt,
                   opening.slot, opening.slots, opening.body, opening.salt, opening.proof
            from opening
            join sealed_interval on sealed_interval.id = opening.interval_id
            join log on log.name = $2
            join entry on entry.log = log.id and entry.position = sealed_interval.position
            where opening.party = $1 and opening.interval_id > $3
              and (opening.body like '{"kind":"witnessed",%'
                  or substring(opening.body from ',"what":"([a-z-]+)"}$') = any($5))
            order by opening.interval_id
            fetch first ($4::integer) rows with ties
            """;

    private static final int MOST_OPENINGS = 1000;

    private final Database database;

    public ProofReader(Database database) {
        this.database = database;
    }

    /** No hashes and no leaf when the log has no such leaf or size. */
    public Future<Audit.Proof> proof(Audit.ProofOf asked) {
        Optional<ProofPlan> plan = switch (asked.kind()) {
            case INCLUSION -> ProofPlan.inclusion(asked.index(), asked.size());
            case CONSISTENCY -> ProofPlan.consistency(asked.index(), asked.size());
        };
        return plan.map(found -> proof(asked, found)).orElse(Future.succeededFuture(NONE));
    }

    private Future<Audit.Proof> proof(Audit.ProofOf asked, ProofPlan plan) {
        List<Node> wanted = new ArrayList<>(plan.nodes());
        Node leaf = new Node(0, asked.index());
        if (asked.kind() == Kind.INCLUSION) {
            wanted.add(leaf);
        }
        Short[] levels = wanted.stream().map(node -> (short) node.level()).toArray(Short[]::new);
        Long[] positions = wanted.stream().map(Node::index).toArray(Long[]::new);
        return database.query(NODES, asked.log(), asked.size(), levels, positions)
                .map(rows -> {
                    Map<Node, Hash> nodes = new HashMap<>();
                    for (Row row : rows) {
                        Node node = new Node(row.getShort("level"), row.getLong("position"));
                        nodes.put(node, Hash.of(row.getBuffer("hash").getBytes()));
                    }
                    if (!nodes.keySet().containsAll(wanted)) {
                        return NONE;
                    }
                    List<String> hashes = plan.hashes(node -> Objects.requireNonNull(nodes.get(node))).stream()
                            .map(Hash::hex)
                            .toList();
                    return new Audit.Proof(
                            hashes, Optional.ofNullable(nodes.get(leaf)).map(Hash::hex));
                });
    }

    /** Whole intervals, however many openings the last one has: the next page begins behind it. */
    public Future<Audit.Openings> openings(Audit.OpeningsOf asked) {
        int limit = Math.clamp(asked.limit(), 1, MOST_OPENINGS);
        String[] told = Told.kinds().toArray(String[]::new);
        return database.query(OPENINGS, asked.party(), Leaf.OPERATOR, asked.afterInterval(), limit, told)
                .map(rows -> {
                    List<Audit.Opening> openings = new ArrayList<>();
                    rows.forEach(row -> openings.add(opening(row)));
                    return new Audit.Openings(openings);
                });
    }

    private static Audit.Opening opening(Row row) {
        List<String> proof = new ArrayList<>();
        for (Buffer hash : row.getArrayOfBuffers("proof")) {
            proof.add(hex(hash));
        }
        return new Audit.Opening(
                row.getLong("interval_id"),
                row.getLong("position"),
                row.getString("leaf_body"),
                hex(row.getBuffer("leaf_salt")),
                row.getInteger("slot"),
                row.getInteger("slots"),
                row.getString("body"),
                hex(row.getBuffer("salt")),
                proof);
    }

    private static String hex(Buffer bytes) {
        return HexFormat.of().formatHex(bytes.getBytes());
    }
}
