package org.passerelle.node.grammar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.bundle.Settings;
import org.passerelle.core.bundle.Vocabulary;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Group;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.Unit;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.Dossier;
import org.passerelle.node.grammar.Grammar.Member;
import org.passerelle.node.grammar.Grammar.Rule;
import org.passerelle.node.grammar.Instances.Instance;
import org.passerelle.node.seed.ConfigurationFault;

/** The document names exactly the members that the configuration may have, with their types, needs and defaults. */
final class ConfigurationGrammarTest {
    private static final Map<String, Class<?>> RECORDS = Map.ofEntries(
            Map.entry("PARTY", Party.class),
            Map.entry("UNIT", Unit.class),
            Map.entry("COMMAND", Unit.Command.class),
            Map.entry("ACCOUNT", Account.class),
            Map.entry("GROUP", Group.class),
            Map.entry("MEMBERSHIP", Group.Membership.class),
            Map.entry("AGREEMENT", Agreement.class),
            Map.entry("CLAUSE", Clause.class),
            Map.entry("OBLIGATIONS", Obligations.class),
            Map.entry("ASSESSMENT", Assessment.class),
            Map.entry("MITIGATION", Assessment.Mitigation.class),
            Map.entry("DOSSIER", Dossier.class),
            Map.entry("VIOLATION", Dossier.Violation.class),
            Map.entry("ALLEGATION", Allegation.class),
            Map.entry("SETTINGS", Settings.class),
            Map.entry("TAG", Vocabulary.Predicate.class),
            Map.entry("FIELD", Vocabulary.Field.class));

    /** What a record holds that stands elsewhere in the files, or is not configured at all. */
    private static final Map<String, Set<String>> ELSEWHERE = Map.of(
            "UNIT", Set.of("party"),
            "ACCOUNT", Set.of("kind", "party"),
            "AGREEMENT", Set.of("hash", "signatures", "suspendedBy"),
            "CLAUSE", Set.of("agreement"),
            "TAG", Set.of("exclusive"));

    /** What stands within a rule in the files, and is kept beside its record. */
    private static final Map<String, Set<String>> BESIDE =
            Map.of("PARTY", Set.of("UNIT", "ACCOUNT"), "ASSESSMENT", Set.of("DOSSIER"));

    private static final String NONSENSE = "zzzzzz";

    private final Grammar grammar = Grammar.read();

    @TempDir
    Path root;

    @Test
    void everyMemberThatOccursIsDocumentedAndNoneThatIsNeededLacks() {
        for (Instance instance : Instances.of(grammar, Copy.into(root).root())) {
            Set<String> undocumented = new TreeSet<>();
            instance.object().fieldNames().forEachRemaining(undocumented::add);
            undocumented.removeAll(names(instance.rule(), member -> true));
            assertEquals(Set.of(), undocumented, instance.file() + instance.pointer());
            for (String needed : names(instance.rule(), member -> !member.optional())) {
                assertTrue(instance.object().has(needed), instance.file() + instance.pointer() + "/" + needed);
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> documentsWhatTheDomainHolds() {
        return RECORDS.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    Set<String> held = Arrays.stream(entry.getValue().getRecordComponents())
                            .map(component -> component.getName())
                            .collect(Collectors.toCollection(TreeSet::new));
                    held.removeAll(ELSEWHERE.getOrDefault(entry.getKey(), Set.of()));
                    Set<String> documented = new TreeSet<>(names(grammar.rule(entry.getKey()), member -> true));
                    documented.removeAll(names(
                            grammar.rule(entry.getKey()),
                            member -> BESIDE.getOrDefault(entry.getKey(), Set.of())
                                    .contains(Type.inner(member.type()))));
                    assertEquals(held, documented);
                }));
    }

    /** A value of another type is a fault that tells the documented one: so each documented member is read, and as documented. */
    @Test
    void theLoaderReadsEveryMemberAsDocumented() {
        Copy copy = Copy.into(root);
        for (Instance instance : richest(copy)) {
            List<Member> members = instance.rule().members();
            List<ConfigurationFault> faults = copy.faults(
                    instance, object -> members.forEach(member -> object.set(member.name(), DoubleNode.valueOf(-1.5))));
            for (Member member : members) {
                String expected = Type.expected(member.type());
                assertTrue(
                        faults.stream()
                                .anyMatch(fault -> fault.message().contains(expected)
                                        && (fault.message().contains("\"" + member.name() + "\"")
                                                || expected.contains("object"))),
                        () -> instance.rule().name() + "." + member.name() + " is " + member.type() + ": " + faults);
            }
        }
    }

    @Test
    void theLoaderNeedsWhatTheDocumentSaysIsNeeded() {
        Copy copy = Copy.into(root);
        for (Instance instance : richest(copy)) {
            List<ConfigurationFault> faults = copy.faults(instance, ObjectNode::removeAll);
            Set<String> missing = faults.stream()
                    .filter(fault -> fault.file().equals(instance.file().toString()))
                    .map(ConfigurationFault::message)
                    .filter(message -> message.endsWith(" is missing"))
                    .map(message -> message.substring(1, message.lastIndexOf('"')))
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> needed = needed(instance.rule());
            assertEquals(needed, missing, instance.rule().name());
        }
    }

    /** What an empty object lacks, its needed objects included. */
    private Set<String> needed(Rule rule) {
        Set<String> needed = new TreeSet<>();
        for (Member member : rule.members()) {
            if (!member.optional()) {
                needed.add(member.name());
                if (grammar.rules().containsKey(member.type())) {
                    needed.addAll(needed(grammar.rule(member.type())));
                }
            }
        }
        return needed;
    }

    @Test
    void theLoaderKnowsTheWordsThatTheDocumentSaysItKnows() {
        Copy copy = Copy.into(root);
        for (Instance instance : richest(copy)) {
            List<Member> members = instance.rule().members().stream()
                    .filter(member -> Type.word(member.type()))
                    .toList();
            List<ConfigurationFault> faults = copy.faults(
                    instance,
                    object -> members.forEach(member -> {
                        if (Type.shape(member.type()) == Type.Shape.LIST) {
                            object.putArray(member.name()).add(NONSENSE);
                        } else {
                            object.put(member.name(), NONSENSE);
                        }
                    }));
            for (Member member : members) {
                String unknown = "unknown " + Type.inner(member.type());
                assertTrue(
                        faults.stream().anyMatch(fault -> said(fault, unknown, member)),
                        () -> instance.rule().name() + "." + member.name() + " is " + member.type() + ": " + faults);
            }
        }
    }

    private static boolean said(ConfigurationFault fault, String unknown, Member member) {
        boolean tag = member.type().equals("[tag]") && fault.message().startsWith("a tag is written");
        return tag || fault.message().startsWith(unknown);
    }

    @Test
    void whatIsAbsentHoldsAsDocumented() {
        Copy copy = Copy.into(root);
        for (Instance instance : richest(copy)) {
            Map<String, JsonNode> unstated = new TreeMap<>();
            instance.rule()
                    .members()
                    .forEach(member -> member.unstated().ifPresent(value -> unstated.put(member.name(), value(value))));
            assertEquals(
                    copy.loaded(instance, object -> object.setAll(unstated)),
                    copy.loaded(instance, object -> object.remove(unstated.keySet())),
                    instance.rule().name());
        }
    }

    private static JsonNode value(String text) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (text) {
            case "[]" -> json.arrayNode();
            case "true", "false" -> json.booleanNode(Boolean.parseBoolean(text));
            default -> json.textNode(text);
        };
    }

    /** Of each rule the object that has most of its members. */
    private List<Instance> richest(Copy copy) {
        Map<String, Instance> richest = new TreeMap<>();
        for (Instance instance : Instances.of(grammar, copy.root())) {
            richest.merge(
                    instance.rule().name(),
                    instance,
                    (one, other) -> other.object().size() > one.object().size() ? other : one);
        }
        assertEquals(new TreeSet<>(grammar.rules().keySet()), richest.keySet());
        return List.copyOf(richest.values());
    }

    private static Set<String> names(Rule rule, Predicate<Member> which) {
        return rule.members().stream().filter(which).map(Member::name).collect(Collectors.toSet());
    }
}
