package org.passerelle.core.message;

/** Questions to the keeper of how often one party has asked another whether something is alike. */
public final class Matches {

    public static final Address<Spend, Spending> SPEND =
            new Address<>("exchange.match-spend", Spend.class, Spending.class);

    private Matches() {}

    /** One question more of a party to another; counted over all gateways. */
    public record Spend(String asking, String asked) {}

    public sealed interface Spending {
        /** Counted: it may be asked. */
        record Counted() implements Spending {}

        /** As many as are allowed have been asked within the time; this one was not counted. */
        record Exhausted() implements Spending {}
    }
}
