package org.passerelle.screening.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.passerelle.screening.match.PairsFile.PairsFault;

final class PairsFileTest {

    private static String fault(String text) {
        return String.valueOf(
                assertThrows(PairsFault.class, () -> PairsFile.read(text)).getMessage());
    }

    @Test
    void readsQuotedCellsAndLeavesFurtherColumnsAlone() throws PairsFault {
        String text =
                "group,name1,schema,is_match,name2\r\na,\"Tamakast, \"\"Akli\"\"\",Person,true,Akli\nb,Bazi,Person,false,\"Ba\nzi\"\n";
        assertEquals(
                List.of(
                        new JudgedPair(2, "Person", "Tamakast, \"Akli\"", "Akli", true),
                        new JudgedPair(3, "Person", "Bazi", "Ba\nzi", false)),
                PairsFile.read(text));
    }

    @Test
    void namesTheLineOfAFault() {
        assertEquals("line 1: column is_match is missing", fault("schema,name1,name2\n"));
        assertEquals("line 3: 3 columns instead of 4", fault("schema,name1,name2,is_match\nP,a,b,true\nP,a,b\n"));
        assertEquals("line 2: is_match is neither true nor false", fault("schema,name1,name2,is_match\nP,a,b,yes\n"));
        assertEquals("line 2: a quoted cell does not end", fault("schema,name1,name2,is_match\nP,\"a,b,true\n"));
        assertEquals(
                "line 2: a quoted cell goes on after its quote",
                fault("schema,name1,name2,is_match\nP,\"a\"x,b,true\n"));
    }
}
