package org.passerelle.core.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.passerelle.core.world.World;

/** What is for the eyes of some alone is for its author too: of a file, who attached it, and not who wrote the text that it stands with. */
final class AuthorTest {
    private static final World FOR_ONE = World.base()
            .with("{'request':{'subject':'minusma.officer','strength':'SECOND_FACTOR'},"
                    + "'record':{'submitter':'minusma.officer','portions':"
                    + "{'body':{'label':{'tlp':'RED','eyesOnly':['minusma.focal-point']}}}}}");

    @Test
    void theWriterOfATextReadsIt() {
        assertEquals(Optional.empty(), primary(FOR_ONE));
        assertEquals(Optional.of(Code.EYES_ONLY), primary(asks(FOR_ONE, "minusma.analyst")));
    }

    @Test
    void aFileIsReadByWhoAttachedItAndNotByWhoWroteTheText() {
        World attached = FOR_ONE.with("{'record':{'portions':{'body':{'author':'minusma.analyst'}}}}");
        assertEquals(Optional.of(Code.EYES_ONLY), primary(attached));
        assertEquals(Optional.empty(), primary(asks(attached, "minusma.analyst")));
        assertEquals(Optional.empty(), primary(asks(attached, "minusma.focal-point")));
        World unknown = FOR_ONE.with("{'record':{'portions':{'body':{'author':''}}}}");
        assertEquals(Optional.of(Code.EYES_ONLY), primary(unknown));
    }

    private static World asks(World world, String subject) {
        return world.with("{'request':{'subject':'" + subject + "'}}");
    }

    private static Optional<Code> primary(World world) {
        Decision decision = Decide.decide(world.bundle(), world.request(), world.record(), world.now());
        return assertInstanceOf(Decision.Judged.class, decision)
                .portions()
                .getFirst()
                .primary();
    }
}
