package org.passerelle.gateway.agreements;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.agreement.Lifecycle.Refusal;
import org.passerelle.core.message.Agreements.Misread;
import org.passerelle.core.message.Agreements.Outcome;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.ProblemCode;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.LocatedFault;
import org.passerelle.platform.json.LocatedJson;

/** Why an act on an agreement is refused, with the place of what stands against it. */
public final class ActProblems {
    private ActProblems() {}

    /** A refusal that the lifecycle gives. */
    public static Problem of(Outcome.Refused refused) {
        return switch (refused.refusal()) {
            // As anything else that is not there.
            case ABSENT -> Problem.of(Problem.Kind.NOT_FOUND);
            case ROLE, OWN_TERMS, OWN_WORK, SAME_PERSON -> of(Problem.Kind.FORBIDDEN, refused);
            case STATE, ALREADY, NOT_SUSPENDED, OVER, NOT_DUE -> of(Problem.Kind.CONFLICT, refused);
        };
    }

    private static Problem of(Problem.Kind kind, Outcome.Refused refused) {
        String message = message(refused.refusal(), refused.state());
        return placed(kind, ProblemCode.of(refused.refusal()), refused.pointer(), Fault.Code.CONTRADICTION, message);
    }

    private static String message(Refusal refusal, AgreementState state) {
        return switch (refusal) {
            case ABSENT -> "there is none";
            case ROLE -> "none of the own roles may do this";
            case STATE -> "not possible while it is " + state.name().toLowerCase(Locale.ROOT);
            case OWN_TERMS -> "the terms on the table are the own ones";
            case OWN_WORK -> "at this level nobody approves or signs what they wrote";
            case SAME_PERSON -> "at this level nobody signs what they approved";
            case ALREADY -> "the own party has done so, or another version is being negotiated";
            case NOT_SUSPENDED -> "only the party that suspended can reinstate";
            case OVER -> "the validity of these terms has ended";
            case NOT_DUE -> "its time has not come";
        };
    }

    static Problem of(Outcome.NotSigned unsigned) {
        String message = switch (unsigned.reason()) {
            case MALFORMED -> "must be a JWS in compact form with alg, kid and typ alone in its header";
            case TYPE -> "typ must be passerelle-agreement";
            case KEY -> "kid names no key that is registered for the own party";
            case NOT_VALID -> "kid names a key that is not valid now";
            case ALGORITHM -> "alg is not that of the key";
            case OTHER_TERMS -> "the payload is not the canonical form of these terms";
            case SIGNATURE -> "it does not verify over the canonical form of these terms";
        };
        ProblemCode code = switch (unsigned.reason()) {
            case MALFORMED -> ProblemCode.SIGNATURE_MALFORMED;
            case TYPE -> ProblemCode.SIGNATURE_TYPE;
            case KEY -> ProblemCode.SIGNATURE_KEY;
            case NOT_VALID -> ProblemCode.SIGNATURE_NOT_VALID;
            case ALGORITHM -> ProblemCode.SIGNATURE_ALGORITHM;
            case OTHER_TERMS -> ProblemCode.SIGNATURE_OTHER_TERMS;
            case SIGNATURE -> ProblemCode.SIGNATURE_FORGED;
        };
        return placed(Problem.Kind.INVALID, code, "/jws", Fault.Code.CONTRADICTION, message);
    }

    static Problem of(Outcome.Unreadable unreadable, String body) {
        return misread(unreadable.faults(), body);
    }

    /** What could not be taken as it was sent, each with its place in the body. */
    public static Problem misread(List<Misread> faults, String body) {
        LocatedJson places = LocatedJson.read(body);
        return Problem.faulty(
                Problem.Kind.INVALID,
                LocatedFault.place(
                        faults.stream()
                                .map(fault -> new Fault(
                                        fault.pointer(),
                                        Fault.Code.valueOf(fault.code()
                                                .toUpperCase(Locale.ROOT)
                                                .replace('-', '_')),
                                        fault.message()))
                                .toList(),
                        places));
    }

    static Problem keyReused() {
        return new Problem(
                Problem.Kind.INVALID,
                Optional.of("the Idempotency-Key was used for something else"),
                Optional.of(ProblemCode.IDEMPOTENCY_KEY_REUSED),
                List.of(),
                Optional.empty());
    }

    private static Problem placed(
            Problem.Kind kind, ProblemCode code, String pointer, Fault.Code fault, String message) {
        return new Problem(
                kind,
                Optional.of(message),
                Optional.of(code),
                List.of(new LocatedFault(new Fault(pointer, fault, message), 0, 0)),
                Optional.empty());
    }
}
