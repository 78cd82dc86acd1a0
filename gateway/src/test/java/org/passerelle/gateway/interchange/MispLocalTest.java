package org.passerelle.gateway.interchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What an instance of MISP keeps to itself counts for the label, and leaves to nobody but the party that took it in. */
class MispLocalTest {
    private static final String MAPPING =
            "{\"language\":\"en\",\"label\":{\"marking\":\"UN UNCLASSIFIED\",\"tlp\":\"GREEN\"}}";

    @Test
    void aTagThatIsLocalOrNotExportableDoesNotLeaveHoweverItIsWritten() {
        for (String flag : List.of(
                "\"local\":true",
                "\"local\":1",
                "\"local\":\"1\"",
                "\"local\":\"True\"",
                "\"local\":\"yes\"",
                "\"local\":{}",
                "\"exportable\":false",
                "\"exportable\":0",
                "\"exportable\":\"0\"",
                "\"exportable\":\"no\"")) {
            String tag = "{\"name\":\"x:hidden\"," + flag + "}";
            for (String members : List.of(
                    "\"Tag\":[%s]",
                    "\"Tag\":%s",
                    "\"EventTag\":[{\"Tag\":%s}]",
                    "\"EventTag\":{\"Tag\":%s}",
                    "\"EventTag\":[{\"Tag\":[%s]}]",
                    "\"EventTag\":[{" + flag + ",\"Tag\":{\"name\":\"x:hidden\"}}]",
                    "\"Attribute\":[{\"value\":\"y\",\"Tag\":[%s]}]",
                    "\"Attribute\":[{\"value\":\"y\",\"AttributeTag\":[{\"Tag\":%s}]}]",
                    "\"Object\":[{\"Attribute\":[{\"value\":\"y\",\"Galaxy\":[{\"GalaxyCluster\":[{\"Tag\":[%s]}]}]}]}]",
                    "\"x_more\":{\"Tag\":[%s]}")) {
                assertFalse(left(members.replace("%s", tag), "LAKE").toString().contains("hidden"), members + flag);
                assertTrue(left(members.replace("%s", tag), "RIVER").toString().contains("hidden"), members + flag);
            }
        }
    }

    @Test
    void whatIsNotKeptLeaves() {
        for (String flag : List.of(
                "\"local\":false",
                "\"local\":0,\"exportable\":1",
                "\"local\":\"0\",\"exportable\":\"1\"",
                "\"local\":null,\"exportable\":null",
                "\"exportable\":true")) {
            JsonNode event = left(
                    "\"Tag\":[{\"name\":\"x:open\"," + flag + "}],\"EventTag\":[{\"Tag\":{\"name\":\"x:tied\"," + flag
                            + "}}],\"Galaxy\":[{\"name\":\"Actors\",\"GalaxyCluster\":[{\"value\":\"Open\"," + flag
                            + "}]}]",
                    "LAKE");
            for (String word : List.of("x:open", "x:tied", "Actors", "Open")) {
                assertTrue(event.toString().contains(word), word + flag);
            }
            assertEquals("x:tied", event.at("/EventTag/0/Tag/name").asText());
        }
        // An organisation that is local is one that has an account.
        assertEquals(
                "CIRCL",
                left("\"Orgc\":{\"name\":\"CIRCL\",\"local\":true}", "LAKE")
                        .at("/Orgc/name")
                        .asText());
    }

    @Test
    void galaxiesThatAreLocalOrStandForSuchATagDoNotLeave() {
        for (String members : List.of(
                "\"Galaxy\":[{\"name\":\"Hidden\",\"local\":true,\"GalaxyCluster\":[{\"value\":\"hidden\"}]}]",
                "\"Galaxy\":[{\"name\":\"Hidden\",\"GalaxyCluster\":[{\"value\":\"hidden\",\"local\":\"1\"}]}]",
                "\"Galaxy\":{\"name\":\"Hidden\",\"GalaxyCluster\":{\"value\":\"hidden\",\"local\":1}}",
                "\"Tag\":[{\"name\":\"misp-galaxy:x=\\\"hidden\\\"\",\"local\":true}],"
                        + "\"Galaxy\":[{\"name\":\"Hidden\",\"GalaxyCluster\":[{\"tag_name\":\"misp-galaxy:x=\\\"hidden\\\"\"}]}]",
                "\"EventTag\":[{\"local\":true,\"Tag\":{\"name\":\"misp-galaxy:x=\\\"hidden\\\"\"}}],"
                        + "\"Galaxy\":[{\"name\":\"Hidden\",\"GalaxyCluster\":[{\"tag_name\":\"misp-galaxy:x=\\\"hidden\\\"\"}]}]")) {
            String event = left(members, "LAKE").toString();
            assertFalse(event.contains("idden"), event);
        }
        JsonNode some = left(
                "\"Galaxy\":[{\"name\":\"Actors\",\"GalaxyCluster\":[{\"value\":\"open\"},{\"value\":\"hidden\",\"local\":true}]}]",
                "LAKE");
        assertEquals("open", some.at("/Galaxy/0/GalaxyCluster/0/value").asText());
        assertEquals(1, some.at("/Galaxy/0/GalaxyCluster").size());
    }

    @Test
    void aLocalTagCountsForTheLabel() {
        String members = "\"Tag\":[{\"name\":\"tlp:red\",\"local\":true}]";
        assertEquals("tlp:red", left(members, "LAKE").at("/Tag/0/name").asText(), "that of the label");
        assertFalse(left(members, "LAKE").at("/Tag/0").has("local"));
    }

    /** The event as it leaves of a releaser, who is RIVER where it leaves to its own party. */
    private static JsonNode left(String members, String releaser) {
        String file =
                "[{\"uuid\":\"5f1b2c3d-1111-4222-8333-444455556666\",\"info\":\"Camp\",\"date\":\"2016-05-12\",%s}]"
                        .formatted(members);
        Map<String, Object> view =
                new TreeMap<>(Passage.views(new Misp(), file, MAPPING).getFirst());
        view.put("releaser", releaser);
        return Passage.tree(Passage.exported("misp", List.of(view), 200)).at("/response/0/Event");
    }
}
