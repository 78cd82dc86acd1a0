package org.passerelle.gateway.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;
import org.passerelle.gateway.interchange.Item;
import org.passerelle.gateway.interchange.Translator;
import org.passerelle.gateway.submission.Fault;
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
}
