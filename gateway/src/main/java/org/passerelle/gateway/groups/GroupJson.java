package org.passerelle.gateway.groups;

import java.util.LinkedHashMap;
import java.util.Map;
import org.passerelle.core.message.Groups;
import org.passerelle.core.message.Standing;
import org.passerelle.core.party.Group;

/** Groups as whoever may know their members sees them. */
final class GroupJson {
    private GroupJson() {}

    static Map<String, Object> of(Group group) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", group.id());
        json.put("confidential", group.keeper().isPresent());
        group.keeper().ifPresent(keeper -> json.put("keeper", keeper));
        json.put("members", group.members().stream().map(GroupJson::of).toList());
        return json;
    }

    private static Map<String, Object> of(Group.Membership membership) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("party", membership.party());
        json.put("from", membership.from());
        membership.until().ifPresent(until -> json.put("until", until));
        return json;
    }

    static Map<String, Object> of(Groups.Version version) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", version.version());
        json.put("group", of(version.group()));
        json.put("by", version.subject());
        json.put("reason", version.reason());
        json.put("at", version.at());
        return json;
    }

    /** Without members: who has just left may no longer know them. */
    static Map<String, Object> of(Standing.Outcome.Changed changed) {
        return Map.of("at", changed.at());
    }
}
