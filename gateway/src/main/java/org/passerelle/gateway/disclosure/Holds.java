package org.passerelle.gateway.disclosure;

import java.util.List;
import java.util.Optional;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Finding;
import org.passerelle.core.decision.PortionDecision;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.message.Exchange;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.platform.bus.Bus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the holds that decisions ask for, after the answer: whoever waits for it must not learn by the time it takes. */
public final class Holds {
    private static final Logger LOG = LoggerFactory.getLogger(Holds.class);

    private final Bus bus;

    public Holds(Bus bus) {
        this.bus = bus;
    }

    /** Opens one hold per code and matter of each portion that waits for a ruling; one that is open already stays. */
    public void open(Caller caller, Ask ask, List<Judgement> judged) {
        for (Judgement judgement : judged) {
            for (PortionDecision portion : judgement.decision().portions()) {
                if (portion.verdict() == Verdict.HOLD) {
                    portion.trace().stream()
                            .filter(finding -> finding.judged() && finding.verdict() == Verdict.HOLD)
                            .forEach(finding ->
                                    open(caller, ask, judgement.record().facts(), portion, finding));
                }
            }
        }
    }

    // The version with which the portion came: a ruling on it holds as long as it stands unchanged.
    private static int version(RecordFacts facts, String portionId) {
        return facts.portions().stream()
                .filter(portion -> portion.id().equals(portionId))
                .map(facts::versionOf)
                .findFirst()
                .orElse(facts.version());
    }

    private void open(Caller caller, Ask ask, RecordFacts facts, PortionDecision portion, Finding finding) {
        Optional<Code> code = finding.code();
        if (code.isEmpty()) {
            return;
        }
        bus.ask(
                        Exchange.OPEN_HOLD,
                        new Exchange.OpenHold(
                                code.get(),
                                finding.detail().matter(),
                                facts.recordId(),
                                version(facts, portion.portionId()),
                                portion.portionId(),
                                facts.releaser(),
                                caller.party(),
                                caller.account().unit(),
                                caller.subject(),
                                ask.purpose(),
                                ask.action(),
                                finding.rulers()))
                .onFailure(
                        failure -> LOG.warn("a hold on {} was not opened: {}", facts.recordId(), failure.getMessage()));
    }
}
