package org.passerelle.core.invariant;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.compiled.ClassCatalogue;
import org.passerelle.core.compiled.CompiledPolicy;
import org.passerelle.core.compiled.Row;
import org.passerelle.core.compiled.Sheet;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.reference.Answer;
import org.passerelle.core.world.Question;
import org.passerelle.core.world.With;

/** What a compiled policy answers, portion by portion from its sheet; it interns the classes that it meets. */
record CompiledAnswer(CompiledPolicy policy, ClassCatalogue catalogue) {

    static CompiledAnswer to(Question question, int classes) {
        ClassCatalogue catalogue = new ClassCatalogue(classes);
        return new CompiledAnswer(new CompiledPolicy(question.bundle(), catalogue), catalogue);
    }

    /** The same for a changed bundle, recompiled where the change touches. */
    CompiledAnswer next(Question changed) {
        return new CompiledAnswer(policy.next(changed.bundle()), catalogue);
    }

    Sheet sheet(Question question) {
        return policy.sheet(question.leased(), question.request(), question.at());
    }

    Answer of(Question question) {
        Sheet sheet = sheet(question);
        List<Answer.Portion> portions = new ArrayList<>();
        for (PortionFacts portion : question.record().portions()) {
            int number = catalogue.intern(question.record(), portion);
            Answer.Portion answer =
                    Answer.portion(sheet.decide(Row.of(number, question.record(), portion), question.at()));
            portions.add(With.with(answer, "id", portion.id()));
        }
        Optional<Answer> refused = sheet.refused().map(Answer::of);
        return refused.isPresent() && portions.stream().allMatch(CompiledAnswer::denied)
                ? refused.get()
                : new Answer.Judged(portions);
    }

    private static boolean denied(Answer.Portion portion) {
        return portion.verdict() == Verdict.DENY;
    }

    private static boolean exempted(Question question) {
        return question.bundle().exemptions().stream()
                .anyMatch(exemption ->
                        exemption.recordId().equals(question.record().recordId()));
    }

    /** Whether no class is left out of which a portion of the record is permitted or held. */
    boolean leavesOutNothing(Question question, Answer expected) {
        Sheet.Classes classes = sheet(question).classes(question.at());
        return switch (expected) {
            case Answer.Refused refused -> classes.worthReading().isEmpty();
            case Answer.Judged judged -> {
                boolean all = true;
                for (int i = 0; i < judged.portions().size(); i++) {
                    int number = catalogue.intern(
                            question.record(), question.record().portions().get(i));
                    all &= number == ClassCatalogue.UNCLASSED
                            || denied(judged.portions().get(i))
                            || exempted(question)
                            || classes.worthReading().get(number);
                }
                yield all;
            }
        };
    }
}
