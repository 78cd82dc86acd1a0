package org.passerelle.node.seed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.agreements.reading.Section;
import org.passerelle.agreements.reading.Words;
import org.passerelle.core.party.Group;

/** {@code groups.json}: named sets of parties with dated membership. */
record GroupFile(Map<String, Group> groups) {

    static GroupFile read(ConfigurationDirectory files, PartyFiles parties) {
        Map<String, Group> groups = new HashMap<>();
        files.file("groups.json", file -> {
            for (Section section : file.sections("groups")) {
                String id = section.text("id");
                if (parties.parties().containsKey(id) || groups.containsKey(id)) {
                    section.fault("id", "\"" + id + "\" already names a party or a group");
                }
                Optional<String> keeper = section.optionalWord("keeper", parties.known());
                groups.put(id, new Group(id, keeper, members(section.sections("members"), parties.known())));
                section.end();
            }
        });
        return new GroupFile(groups);
    }

    Words known() {
        return Words.of("group", groups.keySet());
    }

    private static List<Group.Membership> members(List<Section> sections, Words parties) {
        List<Group.Membership> members = new ArrayList<>();
        for (Section section : sections) {
            members.add(new Group.Membership(
                    section.word("party", parties), section.date("from"), section.optionalDate("until")));
            section.end();
        }
        return members;
    }
}
