package org.passerelle.gateway.edge;

import java.util.List;
import java.util.Optional;
import org.passerelle.core.bundle.Fault;
import org.passerelle.core.decision.Code;
import org.passerelle.core.message.Records;
import org.passerelle.gateway.submission.LocatedFault;

/**
 * What went wrong, as the caller may know it (RFC 9457).
 *
 * @param code a reason that the caller may learn
 * @param policyFaults what keeps an agreement out of the policy
 * @param rejection the case that a rejected submission left
 * @param challenge how to sign in, for the header of that name
 */
public record Problem(
        Kind kind,
        Optional<String> detail,
        Optional<ProblemCode> code,
        List<LocatedFault> faults,
        List<Fault> policyFaults,
        Optional<Records.Case> rejection,
        Optional<String> challenge) {
    public Problem {
        faults = List.copyOf(faults);
        policyFaults = List.copyOf(policyFaults);
    }

    /** A problem that is none of policy. */
    public Problem(
            Kind kind,
            Optional<String> detail,
            Optional<ProblemCode> code,
            List<LocatedFault> faults,
            Optional<Records.Case> rejection) {
        this(kind, detail, code, faults, List.of(), rejection, Optional.empty());
    }

    private Problem(Kind kind, Optional<String> detail, Optional<ProblemCode> code, List<LocatedFault> faults) {
        this(kind, detail, code, faults, Optional.empty());
    }

    /** A recent and stronger sign-in is needed (RFC 9470). */
    static Problem stepUp(String challenge) {
        return new Problem(
                Kind.UNAUTHENTICATED,
                Optional.of("a recent second factor is needed"),
                Optional.of(ProblemCode.INSUFFICIENT_USER_AUTHENTICATION),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.of(challenge));
    }

    /** Kinds of problems; each has a stable type. */
    public enum Kind {
        MALFORMED(400, "malformed", "The request is not well formed"),
        UNAUTHENTICATED(401, "unauthenticated", "Sign in first"),
        FORBIDDEN(403, "forbidden", "Not allowed"),
        NOT_FOUND(404, "not-found", "Not found"),
        METHOD(405, "method", "Method not allowed here"),
        NOT_ACCEPTABLE(406, "not-acceptable", "Not to be had in this form"),
        CONFLICT(409, "conflict", "Not possible in this state"),
        PRECONDITION_FAILED(412, "precondition-failed", "It has changed"),
        TOO_LARGE(413, "too-large", "The body is too large"),
        MEDIA_TYPE(415, "media-type", "The body must be application/json"),
        INVALID(422, "invalid", "The content is not acceptable"),
        PRECONDITION_REQUIRED(428, "precondition-required", "Say which version is meant"),
        TOO_MANY(429, "too-many", "Too many requests"),
        INTERNAL(500, "internal", "A fault of the platform"),
        UNAVAILABLE(503, "unavailable", "Unavailable for the moment");

        private final int status;
        private final String name;
        private final String title;

        Kind(int status, String name, String title) {
            this.status = status;
            this.name = name;
            this.title = title;
        }

        public int status() {
            return status;
        }

        public String type() {
            return "urn:passerelle:problem:" + name;
        }

        public String title() {
            return title;
        }
    }

    public static Problem of(Kind kind) {
        return new Problem(kind, Optional.empty(), Optional.empty(), List.of());
    }

    public static Problem of(Kind kind, String detail) {
        return new Problem(kind, Optional.of(detail), Optional.empty(), List.of());
    }

    /** A request gate's refusal: the only reasons of policy that the requester learns. A lease that ran out meanwhile is none. */
    public static Problem refused(Code code) {
        return code == Code.STALE_POLICY
                ? stalePolicy()
                : new Problem(Kind.FORBIDDEN, Optional.empty(), Optional.of(ProblemCode.of(code)), List.of());
    }

    /** Without a policy in force nothing is decided; the caller tries again. */
    public static Problem stalePolicy() {
        return new Problem(Kind.UNAVAILABLE, Optional.empty(), Optional.of(ProblemCode.STALE_POLICY), List.of());
    }

    /** Content that is refused as a whole. */
    public static Problem unacceptable(String detail, ProblemCode code) {
        return new Problem(Kind.INVALID, Optional.of(detail), Optional.of(code), List.of());
    }

    public static Problem faulty(Kind kind, List<LocatedFault> faults) {
        return new Problem(kind, Optional.empty(), Optional.empty(), faults);
    }

    /** An agreement that the policy cannot take in. */
    public static Problem atFault(List<Fault> faults) {
        return new Problem(
                Kind.INVALID,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                faults,
                Optional.empty(),
                Optional.empty());
    }
}
