package org.passerelle.gateway.interchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.passerelle.core.bundle.Vocabulary;
import org.passerelle.gateway.world.World;

class ForeignTagsTest {
    private static final String COERCED = "collection:method=\"coerced-statement\"";

    private final Vocabulary vocabulary = World.bundle(1).vocabulary();

    @Test
    void wordsOfAPredicateWithBlockedValuesAreFoundWhereverTheyStand() {
        for (String object : new String[] {
            "{\"Tag\":[{\"name\":%s}]}",
            "{\"EventTag\":[{\"Tag\":{\"name\":%s}}]}",
            "{\"Attribute\":[{\"Object\":[{\"Tag\":%s}]}]}",
            "[{\"labels\":[\"camp\",%s]},{\"type\":\"marking-definition\"}]",
            "[{\"objects\":{\"0\":{\"labels\":[%s]}}}]",
            "[{},{\"definition\":{\"statement\":%s}}]",
            "{\"Tag\":[%s],\"Tag\":[]}",
            "{\"Tag\":[%s],"
        }) {
            assertEquals(Set.of(COERCED), blocking(object, COERCED), object);
        }
    }

    @Test
    void aWayOfWritingIsNoWayAround() {
        for (String written : new String[] {
            "collection:method=coerced-statement",
            " Collection:Method = \"Coerced-Statement\" ",
            "collection:method=\" coerced-statement\""
        }) {
            assertEquals(Set.of(COERCED), blocking("{\"labels\":[%s]}", written), written);
        }
    }

    @Test
    void aValueThatNobodyKnowsIsNamedWithoutItsWords() {
        for (String written : new String[] {"collection:method=\"he was held in a cell\"", "collection:method"}) {
            assertEquals(Set.of("collection:method"), blocking("{\"labels\":[%s]}", written), written);
        }
    }

    @Test
    void whatBlocksNothingIsNotLookedAt() {
        for (String written :
                new String[] {"event:type=\"clash\"", "tlp:red", "how: collection:method=\"coerced-statement\"", "="}) {
            assertEquals(Set.of(), blocking("{\"labels\":[%s]}", written), written);
        }
        assertEquals(
                Set.of("collection:method=\"patrol\""), blocking("{\"labels\":[%s]}", "collection:method=\"patrol\""));
    }

    private Set<String> blocking(String object, String tag) {
        String quoted = "\"" + tag.replace("\"", "\\\"") + "\"";
        return ForeignTags.blocking(vocabulary, object.formatted(quoted));
    }
}
