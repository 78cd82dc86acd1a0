package org.passerelle.core.invariant;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.reference.Answer;
import org.passerelle.core.world.Question;

/**
 * Something is suspended.
 *
 * @param remaining verdicts that nothing may have any longer that depends on it
 */
record Suspension(String name, UnaryOperator<Question> change, Dependence dependence, Set<Verdict> remaining) {

    /** Whether the answer on a portion depends on what is suspended; read from the answer, who asks, and whose content it is. */
    interface Dependence {
        boolean of(Question question, int portion, Answer.Portion answer);
    }

    /** A suspension that denies. */
    Suspension(String name, UnaryOperator<Question> change, Dependence dependence) {
        this(name, change, dependence, Set.of(Verdict.PERMIT, Verdict.HOLD));
    }

    /** Portions of an answer to {@code question} that are permitted, or wait, because of what is suspended. */
    List<Answer.Portion> dependent(Question question, Answer answer) {
        List<Answer.Portion> dependent = new ArrayList<>();
        if (answer instanceof Answer.Judged judged) {
            for (int i = 0; i < judged.portions().size(); i++) {
                Answer.Portion portion = judged.portions().get(i);
                if (remaining.contains(portion.verdict()) && dependence.of(question, i, portion)) {
                    dependent.add(portion);
                }
            }
        }
        return dependent;
    }
}
