package org.passerelle.benchmarks.engine;

import java.util.Optional;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Verdict;

/**
 * What an engine says of a pair.
 *
 * @param reason the primary reason; empty for PERMIT, and for engines that give none
 * @param clause the clause that decides, of those engines that tell
 * @param obligations NONE for anything but PERMIT or HOLD
 */
public record Answer(Verdict verdict, Optional<Code> reason, Optional<String> clause, Obligations obligations) {}
