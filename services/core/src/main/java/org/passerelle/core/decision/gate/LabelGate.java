package org.passerelle.core.decision.gate;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Settings;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Detail;
import org.passerelle.core.decision.Finding;
import org.passerelle.core.decision.Gate;
import org.passerelle.core.label.Label;

/** Every word of the label is known; a word that nobody can judge withholds. */
public final class LabelGate implements RecordGate {

    @Override
    public Gate gate() {
        return Gate.FAULT;
    }

    @Override
    public List<Finding> judge(Situation situation) {
        if (situation.leg().holding()) {
            return List.of();
        }
        Bundle bundle = situation.bundle();
        if (!bundle.parties().containsKey(situation.record().releaser())) {
            return List.of(Finding.deny(gate(), Code.MISSING_FACT, "the releaser is not a known party")
                    .about(new Detail.Missing(
                            Detail.What.RELEASER, situation.record().releaser())));
        }
        Set<String> unknown = unknownWords(situation.label(), bundle);
        return List.of(
                unknown.isEmpty()
                        ? Finding.pass(gate(), "label known")
                        : Finding.deny(gate(), Code.UNKNOWN_LABEL, "the label has unknown words: " + unknown));
    }

    private static Set<String> unknownWords(Label label, Bundle bundle) {
        Settings settings = bundle.settings();
        Set<String> unknown = new TreeSet<>(label.originators());
        unknown.addAll(label.notReleasableTo());
        unknown.removeAll(bundle.parties().keySet());
        unknown.removeAll(notOriginators(label, bundle));
        Set<String> words = new TreeSet<>(label.compartments());
        words.removeAll(bundle.vocabulary().compartments());
        unknown.addAll(words);
        Set<String> flags = new TreeSet<>(label.flags());
        flags.removeAll(bundle.vocabulary().flags());
        flags.removeAll(List.of(settings.atRiskFlag(), settings.mistreatmentFlag()));
        unknown.addAll(flags);
        return unknown;
    }

    /** Groups may be named in not-releasable-to, but originate nothing. */
    private static Set<String> notOriginators(Label label, Bundle bundle) {
        Set<String> groups = new TreeSet<>(bundle.groups().keySet());
        groups.removeAll(label.originators());
        return groups;
    }
}
