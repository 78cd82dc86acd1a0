package org.passerelle.core.invariant;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.core.invariant.Disclosure.Worsening;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Group;
import org.passerelle.core.world.Question;
import org.passerelle.core.world.With;

/** Changes of membership, which may disclose more or less. */
final class GroupChanges {

    private GroupChanges() {}

    static List<Worsening> of(Question question) {
        List<Worsening> changes = new ArrayList<>();
        for (Group group : question.bundle().groups().values()) {
            changes.add(
                    new Worsening("joins " + group.id(), changed -> membership(changed, group.id(), Optional.empty())));
            changes.add(new Worsening(
                    "leaves " + group.id(), changed -> membership(changed, group.id(), Optional.of(changed.at()))));
        }
        changes.add(new Worsening("approver changes sides", changed -> {
            Account approver = changed.bundle().accounts().get("UNOWA.officer");
            return approver == null
                    ? changed
                    : changed.bundle(
                            "accounts",
                            Question.put(
                                    changed.bundle().accounts(),
                                    approver.id(),
                                    With.with(approver, "party", changed.party())));
        }));
        return changes;
    }

    private static Question membership(Question question, String id, Optional<Instant> until) {
        Group group = question.bundle().groups().get(id);
        if (group == null) {
            return question;
        }
        List<Group.Membership> members = new ArrayList<>(group.members());
        members.removeIf(member -> member.party().equals(question.party()));
        members.add(new Group.Membership(question.party(), Instant.EPOCH, until));
        Map<String, Group> groups = Question.put(question.bundle().groups(), id, new Group(id, members));
        return question.bundle("groups", groups);
    }
}
