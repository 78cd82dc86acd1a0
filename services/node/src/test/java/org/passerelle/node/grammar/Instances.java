package org.passerelle.node.grammar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.passerelle.node.grammar.Grammar.Member;
import org.passerelle.node.grammar.Grammar.Rule;

/** Every object of a configuration directory with the rule that it follows. */
final class Instances {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** An object at a JSON pointer of a file. */
    record Instance(Rule rule, Path file, String pointer, ObjectNode object) {}

    private final Grammar grammar;
    private final Path root;
    private final List<Instance> found = new ArrayList<>();

    private Instances(Grammar grammar, Path root) {
        this.grammar = grammar;
        this.root = root;
    }

    static List<Instance> of(Grammar grammar, Path root) {
        Instances instances = new Instances(grammar, root);
        for (Rule rule : grammar.rules().values()) {
            rule.files()
                    .ifPresent(files ->
                            instances.files(files).forEach(file -> instances.visit(rule, file, "", tree(file))));
        }
        return List.copyOf(instances.found);
    }

    static JsonNode tree(Path file) {
        try {
            return MAPPER.readTree(file.toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Stream<Path> files(String pattern) {
        Path path = root.resolve(pattern.replace("/*.json", ""));
        if (!pattern.endsWith("/*.json")) {
            return Stream.of(path);
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.sorted().toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void visit(Rule rule, Path file, String pointer, JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            throw new IllegalArgumentException(file + pointer + " is not an object");
        }
        found.add(new Instance(rule, file, pointer, object));
        for (Member member : rule.members()) {
            JsonNode value = object.path(member.name());
            String inner = Type.inner(member.type());
            if (!grammar.rules().containsKey(inner) || value.isMissingNode()) {
                continue;
            }
            String at = pointer + "/" + member.name();
            Rule of = grammar.rule(inner);
            switch (Type.shape(member.type())) {
                case ONE -> visit(of, file, at, value);
                case LIST -> {
                    for (int i = 0; i < value.size(); i++) {
                        visit(of, file, at + "/" + i, value.get(i));
                    }
                }
                case BY_NAME ->
                    value.properties().forEach(entry -> visit(of, file, at + "/" + entry.getKey(), entry.getValue()));
            }
        }
    }
}
