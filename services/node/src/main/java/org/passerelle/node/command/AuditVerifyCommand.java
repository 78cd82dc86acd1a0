package org.passerelle.node.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.passerelle.audit.note.NoteKey;
import org.passerelle.audit.verify.ApiSource;
import org.passerelle.audit.verify.Archive;
import org.passerelle.audit.verify.AuditVerification;
import org.passerelle.audit.verify.Expected;
import org.passerelle.audit.verify.LogResult;
import org.passerelle.audit.verify.LogSource;
import org.passerelle.audit.verify.Memory;
import org.passerelle.audit.verify.Report;
import org.passerelle.node.identity.RequestCredentials;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Home;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.json.JsonFault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Verifies the transparency logs without trusting who runs them. */
@Command(
        name = "verify",
        description = "verifies the logs of a running system, or of an archive",
        mixinStandardHelpOptions = true)
final class AuditVerifyCommand implements Callable<Integer> {
    @Mixin
    private Server server = new Server();

    @Option(
            names = "--as",
            paramLabel = "NAME",
            description = "the account that verifies its party's log; every client of the demo when absent")
    private @Nullable String account;

    @Option(names = "--from", paramLabel = "DIR", description = "an archive instead of a running system")
    private @Nullable Path archive;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "the operator's key; else the one remembered, or at the first time the one published")
    private @Nullable String key;

    @Option(
            names = "--auditor",
            description =
                    "a closed entry is a fault, whatever the system says of the account; where it says itself that"
                            + " the account is an auditor's, and in an archive, it is one anyway")
    private boolean auditor;

    @Option(
            names = "--closed-allowed",
            description = "entries may be closed: of an archive that somebody else than an auditor wrote")
    private boolean closedAllowed;

    @Option(
            names = "--receipts",
            paramLabel = "FILE",
            description = "what the account received, one disclosure of an answer (id, at, salt) a line: the entry of"
                    + " each must be open to it")
    private @Nullable Path receipts;

    @Option(names = "--json", paramLabel = "FILE", description = "writes the report as JSON; - is standard output")
    private @Nullable Path json;

    @Override
    public Integer call() throws CannotStart {
        if (receipts != null && account == null && archive == null) {
            System.err.println("passerelle: receipts are those of one account: --as, or of an archive: --from");
            return ExitCode.USAGE;
        }
        Home home = Home.of(System.getenv());
        try {
            Report report = new Report(archive == null ? running(home) : offline(home, archive));
            if (json == null) {
                report.logs().forEach(AuditVerifyCommand::tell);
            } else {
                JsonOutput.write(json, report);
            }
            return report.agrees() ? ExitCode.AGREES : ExitCode.DISAGREES;
        } catch (IOException unavailable) {
            throw new CannotStart("the logs cannot be read: " + unavailable.getMessage(), unavailable);
        }
    }

    private List<LogResult> running(Home home) throws CannotStart, IOException {
        List<String> accounts = account == null ? server.clients(home) : List.of(account);
        RequestCredentials credentials = server.credentials(home);
        var results = new ArrayList<LogResult>();
        for (String verifier : accounts) {
            Memory memory = memory(home, verifier);
            var source = new ApiSource(new DemoApi(server.gateway(home), verifier, credentials), memory);
            boolean all = auditor || source.auditor();
            results.addAll(verify(source, memory, trusted(memory, source), !all).logs());
        }
        return results;
    }

    // By key, so that archives of other systems are not taken for later states of the same logs.
    private List<LogResult> offline(Home home, Path directory) throws IOException {
        if (key == null) {
            throw new IOException("an archive is verified by a key from elsewhere: --key");
        }
        NoteKey trusted = NoteKey.parse(key);
        Memory memory = memory(home, "archive/" + trusted.publicKey());
        return verify(new Archive(directory, memory), memory, trusted, false).logs();
    }

    private NoteKey trusted(Memory memory, ApiSource source) throws IOException {
        Optional<NoteKey> trusted = key == null ? memory.key() : Optional.of(NoteKey.parse(key));
        if (trusted.isPresent()) {
            return trusted.get();
        }
        String published = source.publishedKey();
        memory.trust(published);
        return NoteKey.parse(published);
    }

    private Report verify(LogSource source, Memory memory, NoteKey trusted, boolean closed) throws IOException {
        Report report = AuditVerification.verify(source, trusted, new Expected(closed || closedAllowed, received()));
        memory.accept(report);
        return report;
    }

    private Set<Expected.Receipt> received() throws IOException {
        if (receipts == null) {
            return Set.of();
        }
        try {
            return Files.readAllLines(receipts).stream()
                    .filter(line -> !line.isBlank())
                    .map(line -> Json.read(line, Expected.Receipt.class))
                    .collect(Collectors.toSet());
        } catch (JsonFault malformed) {
            throw new IOException("a line of " + receipts + " is no disclosure of an answer", malformed);
        }
    }

    private static Memory memory(Home home, String verifier) {
        return new Memory(home.directory().resolve("verifier").resolve(verifier));
    }

    private static void tell(LogResult result) {
        String outcome = result.fault()
                .map(fault -> "FAULT " + fault.what()
                        + fault.index().map(index -> " at entry " + index).orElse(""))
                .orElse("agrees");
        String closed = result.closed() == 0 ? "" : ", " + result.closed() + " by their hashes alone";
        System.out.printf("%-20s %8d entries%s  %s%n", result.log(), result.size(), closed, outcome);
    }
}
