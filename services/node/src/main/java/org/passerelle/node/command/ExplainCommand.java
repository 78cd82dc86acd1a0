package org.passerelle.node.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.passerelle.core.explanation.Language;
import org.passerelle.node.demo.Answer;
import org.passerelle.node.demo.StoryInterrupted;
import org.passerelle.node.explain.ExplanationPage;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Home;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Asks the releasing side's question: what would this recipient get, and why? */
@Command(
        name = "explain",
        description = "explains to the releasing side what a recipient would get, and why",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    private static final String OFFICER = "minusma.officer";

    @Option(
            names = "--recipient",
            paramLabel = "ACCOUNT|PARTY[/UNIT]",
            required = true,
            description = "who would get it")
    private String recipient = "";

    @Option(names = "--purpose", paramLabel = "PURPOSE", required = true, description = "for what")
    private String purpose = "";

    @Option(names = "--action", paramLabel = "ACTION", description = "READ (default), EXPORT, PUSH or MATCH")
    private String action = "READ";

    @Option(
            names = "--end-user",
            paramLabel = "UNIT|PARTY",
            description = "who stands behind the recipient; may be repeated")
    private List<String> endUsers = List.of();

    @ArgGroup(multiplicity = "1")
    private ExplainSubject subject = new ExplainSubject();

    @Option(names = "--lang", paramLabel = "en|fr|ar", description = "the language of the answer; English when absent")
    private String language = "en";

    @Option(names = "--json", paramLabel = "FILE", description = "writes the answer as JSON; - is standard output")
    private @Nullable Path json;

    @Mixin
    private Server server = new Server();

    @Option(
            names = "--as",
            paramLabel = "NAME",
            description = "who asks, of the party that releases; " + OFFICER + " when absent")
    private String account = OFFICER;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws CannotStart {
        Language spoken = language();
        ObjectNode question;
        try {
            question = question();
        } catch (ExplainSubject.BadLabel bad) {
            System.err.println("passerelle: " + bad.getMessage());
            return ExitCode.USAGE;
        }
        Home home = Home.of(System.getenv());
        Answer answer = ask(home, question, spoken);
        if (answer.status() != 200) {
            return refused(answer);
        }
        if (json == null) {
            System.out.writeBytes(ExplanationPage.of(spoken, answer.json()).getBytes(StandardCharsets.UTF_8));
            System.out.flush();
        } else {
            JsonOutput.write(json, answer.json());
        }
        return ExitCode.AGREES;
    }

    private Language language() {
        return Arrays.stream(Language.values())
                .filter(one -> one.tag().equals(language))
                .findFirst()
                .orElseThrow(() -> usage("--lang is en, fr or ar"));
    }

    private ObjectNode question() throws ExplainSubject.BadLabel {
        ObjectNode question = subject.question();
        question.put("recipient", recipient).put("purpose", purpose).put("action", action);
        if (!endUsers.isEmpty()) {
            endUsers.forEach(question.putArray("endUsers")::add);
        }
        return question;
    }

    private Answer ask(Home home, JsonNode question, Language spoken) throws CannotStart {
        try {
            return server.client(home)
                    .post(account, "/decisions", Map.of("Accept-Language", spoken.tag()), question.toString());
        } catch (StoryInterrupted interrupted) {
            throw new CannotStart(
                    interrupted.getCause() instanceof IOException
                            ? "the gateway " + server.gateway(home) + " does not answer"
                            : String.valueOf(interrupted.getMessage()),
                    interrupted);
        }
    }

    /** A question that cannot be answered is the asker's; anything else is the system's. */
    private int refused(Answer answer) {
        JsonNode problem = answer.json();
        System.err.println("passerelle: " + sentence(answer, problem));
        StreamSupport.stream(problem.path("errors").spliterator(), false)
                .map(error -> "  " + error.path("pointer").asText() + "  "
                        + error.path("message").asText())
                .forEach(System.err::println);
        return switch (answer.status()) {
            case 400, 403, 404, 422 -> ExitCode.USAGE;
            default -> ExitCode.UNAVAILABLE;
        };
    }

    private String sentence(Answer answer, JsonNode problem) {
        return switch (answer.status()) {
            case 403 -> account + " may not ask for explanations " + answer.code();
            case 404 -> "there is no such record of the party of " + account;
            case 400, 422 -> "the question is not understood";
            default ->
                "the gateway answered " + answer.status() + " "
                        + problem.path("title").asText();
        };
    }

    private ParameterException usage(String message) {
        return Usage.wrong(spec, message);
    }
}
