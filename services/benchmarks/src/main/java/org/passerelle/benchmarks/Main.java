package org.passerelle.benchmarks;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.passerelle.benchmarks.decisions.DecisionsReport;
import org.passerelle.benchmarks.decisions.DecisionsRun;
import org.passerelle.benchmarks.decisions.Effort;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code passerelle bench}: runs one benchmark; exit 0 when its goals are met, 1 when one is missed, 2 for usage. */
@Command(
        name = "passerelle bench",
        description =
                "Measures, and compares with the goals and with other engines. Without NAME: lists the benchmarks.",
        mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {
    private static final String DECISIONS = "decisions";

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "which benchmark")
    private @Nullable String name;

    @Option(names = "--json", paramLabel = "FILE", description = "writes the results; - is standard output")
    private @Nullable Path json;

    @Option(names = "--deep", description = "the full size: more processes, longer measurements")
    private boolean deep;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (name == null) {
            System.out.println(DECISIONS + "   the time of one full decision beside other policy engines");
            System.out.println(
                    "revocation  how long a suspension takes to be effective, and that nothing leaves after it");
            System.out.println("screening   how long it takes to compare names with a sanctions list");
            System.out.println("search      how long a search takes, beside a database of the recipient's own");
            return 0;
        }
        if (!name.equals(DECISIONS)) {
            throw new CommandLine.ParameterException(
                    Optional.ofNullable(spec).orElseThrow().commandLine(), "there is no benchmark " + name);
        }
        DecisionsRun run = new DecisionsRun(deep ? Effort.DEEP : Effort.QUICK, System.err);
        Report report = DecisionsReport.of(run.timings(), run.compileTimes());
        report.tell(System.err);
        if (json != null) {
            report.write(json);
        }
        return report.met() ? 0 : 1;
    }
}
