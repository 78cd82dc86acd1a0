package org.passerelle.gateway.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.passerelle.gateway.interchange.ImportFormat;
import org.passerelle.gateway.interchange.Item;
import org.passerelle.gateway.interchange.Translator;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.LocatedFault;
import org.passerelle.gateway.submission.Parsed;
import org.passerelle.gateway.submission.SubmissionParser;
import org.passerelle.gateway.world.World;

class StorePieceTest {

    @Test
    void anItemThatNobodyForesawIsAFaultOfItsOwnAndNotOfThePiece() {
        Translator broken = item -> {
            throw new IllegalStateException("secret");
        };
        SubmissionParser parser = new SubmissionParser(World.bundle(1), "RIVER", World.BEGIN);
        StorePiece.Read read = StorePiece.read(new Item.Whole(7, "{}"), broken, parser);
        Fault fault = assertInstanceOf(Parsed.Refused.class, read.parsed())
                .faults()
                .getFirst()
                .fault();
        assertEquals("cannot be judged, by a fault of the platform", fault.message());
        assertEquals(Fault.Code.UNREADABLE, fault.code());
    }

    @Test
    void theItemsOfAPieceComeToABoundTogether() {
        String body = "x".repeat(ImportFormat.MOST_OF_A_PIECE / 4);
        Translator bounded =
                new BoundedTranslator(item -> new Translator.Translated.Submission(body, UnaryOperator.identity()));
        for (long line = 1; line <= 4; line++) {
            assertInstanceOf(Translator.Translated.Submission.class, bounded.translate(new Item.Whole(line, "{}")));
        }
        LocatedFault fault = assertInstanceOf(
                        Translator.Translated.Refused.class, bounded.translate(new Item.Whole(5, "{}")))
                .faults()
                .getFirst();
        assertEquals(Fault.Code.TOO_LONG, fault.fault().code());
        assertEquals(5, fault.line());
    }
}
