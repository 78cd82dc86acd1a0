package org.passerelle.core.invariant;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.statistics.Statistics;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.reference.Answer;
import org.passerelle.core.world.Question;

/** How much an answer discloses of each portion, to be compared before and after a change for the worse. */
record Disclosure(List<Portion> portions) {

    record Portion(Verdict verdict, Obligations obligations) {

        boolean atMost(Portion other) {
            return (verdict == other.verdict && verdict == Verdict.PERMIT)
                    ? obligations.join(other.obligations).equals(obligations)
                    : verdict.compareTo(other.verdict) >= 0;
        }
    }

    /** A change that must never disclose more. */
    record Worsening(String name, UnaryOperator<Question> change) {}

    static Disclosure of(Question question) {
        List<Portion> portions = new ArrayList<>();
        switch (question.answer()) {
            case Answer.Refused refused ->
                question.record()
                        .portions()
                        .forEach(portion -> portions.add(new Portion(Verdict.DENY, Obligations.NONE)));
            case Answer.Judged judged ->
                judged.portions().forEach(one -> portions.add(new Portion(one.verdict(), one.obligations())));
        }
        return new Disclosure(portions);
    }

    boolean atMost(Disclosure other) {
        for (int i = 0; i < portions.size(); i++) {
            if (!portions.get(i).atMost(other.portions.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean something() {
        return portions.stream().anyMatch(portion -> portion.verdict() != Verdict.DENY);
    }

    /** Each worsening alone, and one after the other, discloses no more than was disclosed before it. */
    static void neverMore(Question question, List<Worsening> worsenings) {
        Disclosure before = of(question);
        Statistics.label("discloses something")
                .collect(before.something())
                .coverage(seen -> seen.check(true).percentage(share -> share > 15));
        // Where nothing is disclosed a few, drawn anew in each world, will do.
        for (Worsening worsening : before.something() ? worsenings : worsenings.subList(0, 4)) {
            Disclosure after = of(worsening.change().apply(question));
            assertTrue(after.atMost(before), () -> worsening.name() + " of what " + question);
        }
        if (before.something()) {
            oneAfterTheOther(question, before, worsenings);
        }
    }

    private static void oneAfterTheOther(Question question, Disclosure before, List<Worsening> worsenings) {
        Question worse = question;
        Disclosure least = before;
        for (Worsening worsening : worsenings) {
            worse = worsening.change().apply(worse);
            Disclosure after = of(worse);
            boolean atMost = after.atMost(least);
            assertTrue(atMost, () -> worsening.name() + " after others of what " + question);
            least = after;
        }
    }
}
