package org.passerelle.audit.verify;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.message.Audit;

/** Where logs are verified from: a running system or a directory. Nothing that it gives is trusted. */
public interface LogSource {

    /** The logs to verify; {@code operator} among them when its checkpoint can be read. */
    List<String> logs() throws IOException;

    Audit.Checkpoint checkpoint(String log) throws IOException;

    /** Entries from index {@code after}; empty when they are not the reader's to see. */
    Optional<Audit.Entries> entries(String log, long after, int limit) throws IOException;

    /** Empty when the source gives no such proof. */
    Optional<Audit.Proof> proof(Audit.ProofOf asked) throws IOException;

    /** What the operator's log holds about a log's party. */
    List<Audit.Opening> openings(String log, long afterInterval, int limit) throws IOException;

    /** Notes of this log that the verifier accepted before. */
    List<String> remembered(String log) throws IOException;

    /** The party whose log the verifier accepted here before; empty at the first time, and where a source shows logs of several. */
    Optional<String> party() throws IOException;
}
