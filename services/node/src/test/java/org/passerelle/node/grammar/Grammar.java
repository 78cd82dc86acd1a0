package org.passerelle.node.grammar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The objects of the configuration with their members, as the document writes them. */
record Grammar(Map<String, Rule> rules) {
    private static final Path DOCUMENT = Path.of("../../docs/POLICY.md");
    private static final Pattern HEAD = Pattern.compile("([A-Z]+)(?: = (\\S+))?");
    private static final Pattern MEMBER =
            Pattern.compile(" {2}(\\w+)(\\?)? {2,}(\\S+(?: [^ =]+)*)(?: = (\\S+))?(?: {2,}(.*))?");

    /** An object; {@code files} where it is the outermost of a file. */
    record Rule(String name, Optional<String> files, List<Member> members) {
        Rule {
            members = List.copyOf(members);
        }
    }

    /** One member of an object. */
    record Member(String name, boolean optional, String type, Optional<String> unstated) {}

    static Grammar read() {
        Map<String, Rule> rules = new LinkedHashMap<>();
        String name = "";
        Optional<String> files = Optional.empty();
        List<Member> members = new ArrayList<>();
        for (String line : block()) {
            Matcher head = HEAD.matcher(line);
            if (head.matches()) {
                rules.put(name, new Rule(name, files, members));
                name = head.group(1);
                files = Optional.ofNullable(head.group(2));
                members = new ArrayList<>();
            } else {
                members.add(member(line));
            }
        }
        rules.put(name, new Rule(name, files, members));
        rules.remove("");
        return new Grammar(rules);
    }

    private static Member member(String line) {
        Matcher member = MEMBER.matcher(line);
        if (!member.matches()) {
            throw new IllegalArgumentException("not a line of the grammar: " + line);
        }
        return new Member(
                member.group(1), member.group(2) != null, member.group(3), Optional.ofNullable(member.group(4)));
    }

    private static List<String> block() {
        try {
            List<String> lines = Files.readAllLines(DOCUMENT);
            int start = lines.indexOf("```grammar") + 1;
            return lines.subList(
                    start, start + lines.subList(start, lines.size()).indexOf("```"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Rule rule(String name) {
        Rule rule = rules.get(name);
        if (rule == null) {
            throw new IllegalArgumentException("the grammar has no " + name);
        }
        return rule;
    }
}
