package org.passerelle.core.message;

/** Changes of the words that submissions may use. Wait {@link Policy#PATIENCE}: each answers when it is effective at every gateway. */
public final class Vocabularies {

    public static final Address<Extend, Standing.Outcome> EXTEND =
            new Address<>("agreements.vocabulary-extend", Extend.class, Standing.Outcome.class);

    private Vocabularies() {}

    /**
     * Adds the tags of a taxonomy; none is taken away.
     *
     * @param taxonomy JSON as MISP publishes it ({@code machinetag.json}); faults are placed under {@code /taxonomy}
     * @param subject the account that asks, a platform administrator
     */
    public record Extend(String taxonomy, String subject, String reason) {}
}
