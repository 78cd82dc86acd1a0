package org.passerelle.node.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.passerelle.audit.note.NoteKey;
import org.passerelle.audit.verify.ApiSource;
import org.passerelle.audit.verify.Archive;
import org.passerelle.audit.verify.AuditVerification;
import org.passerelle.audit.verify.LogResult;
import org.passerelle.audit.verify.LogSource;
import org.passerelle.audit.verify.Memory;
import org.passerelle.audit.verify.Report;
import org.passerelle.node.identity.RequestCredentials;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Home;
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

    @Option(names = "--json", paramLabel = "FILE", description = "writes the report as JSON; - is standard output")
    private @Nullable Path json;

    @Override
    public Integer call() throws CannotStart {
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
            results.addAll(verify(source, memory, trusted(memory, source)).logs());
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
        return verify(new Archive(directory, memory), memory, trusted).logs();
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

    private static Report verify(LogSource source, Memory memory, NoteKey trusted) throws IOException {
        Report report = AuditVerification.verify(source, trusted);
        memory.accept(report);
        return report;
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
