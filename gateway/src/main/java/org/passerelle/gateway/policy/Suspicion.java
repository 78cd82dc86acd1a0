package org.passerelle.gateway.policy;

/** Why a policy counts for nothing; each is an alert to the operator. */
public enum Suspicion {
    UNSIGNED("it bears no signature"),
    OTHER_AUTHORITY("another installation's authority signed it"),
    FORGED("its signature is not over these bytes"),
    REPLAYED("it is of another version than was asked for"),
    UNREADABLE("it does not read as a policy"),
    ROLLED_BACK("a newer one has been in force here"),
    LAPSED("its lease has run out and was not renewed");

    private final String sentence;

    Suspicion(String sentence) {
        this.sentence = sentence;
    }

    /** In words, after "policy is refused:". */
    public String sentence() {
        return sentence;
    }
}
