package org.passerelle.screening.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.passerelle.core.names.Evidence;
import org.passerelle.core.sanctions.ListEntry;
import org.passerelle.core.sanctions.ListEntry.ListedName;
import org.passerelle.core.sanctions.SanctionsList;

final class UnListReaderTest {

    private static ListFault fault(String document) {
        return assertThrows(ListFault.class, () -> UnListReader.read(ListFixture.bytes(document)));
    }

    private static ListFault faultAfter(String found, String instead) {
        assertTrue(ListFixture.text().contains(found), found);
        return fault(ListFixture.text().replace(found, instead));
    }

    @Test
    void readsNamesBirthAndPlaces() throws ListFault {
        SanctionsList list = UnListReader.read(ListFixture.bytes(ListFixture.text()));
        assertEquals(2, list.count(ListEntry.Kind.INDIVIDUAL));
        assertEquals(1, list.count(ListEntry.Kind.ENTITY));
        assertEquals("2026-01-10T10:00:00Z", list.published());
        assertEquals(
                new ListEntry(
                        "9001",
                        "XXi.001",
                        ListEntry.Kind.INDIVIDUAL,
                        "Invented",
                        List.of(
                                new ListedName("IDRISSA FICTIF", ""),
                                new ListedName("إدريس فكتيف", ""),
                                new ListedName("Driss Fictive", "Good"),
                                new ListedName("Abou Inventé", "Good"),
                                new ListedName("Idriss Fiktif", "Good")),
                        List.of(new Evidence.Years(1970, 1974)),
                        Set.of("mali"),
                        Optional.of("2026-01-10")),
                list.entries().getFirst());
    }

    @Test
    void namesThePlaceOfAFault() {
        ListFault broken = faultAfter("</SECOND_NAME><THIRD_NAME/>", "</SECOND_NAME><THIRD_NAME>\u0019</THIRD_NAME>");
        assertEquals(5, broken.line());
        assertTrue(broken.column() > 80, () -> "column " + broken.column());
        assertTrue(broken.problem().contains("invalid XML character"), broken::problem);
    }

    @Test
    void refusesBytesThatAreNotTheEncodingTheyClaim() {
        byte[] bytes = ListFixture.bytes(ListFixture.text());
        String cut = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).replace("\u00c3", "");
        assertThrows(
                ListFault.class, () -> UnListReader.read(cut.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertEquals(
                "element NICKNAME is not known here",
                faultAfter("<THIRD_NAME/>", "<NICKNAME>Akli</NICKNAME>").problem());
        assertEquals(
                "element VALUE is not known in ENTITY_ADDRESS",
                faultAfter("<COUNTRY>Mali</COUNTRY>", "<VALUE>Mali</VALUE>").problem());
        assertEquals(
                "element VESSELS does not belong here",
                faultAfter("</ENTITIES>", "</ENTITIES><VESSELS/>").problem());
        assertEquals("this is no CONSOLIDATED_LIST but LIST", fault("<LIST/>").problem());
    }

    @Test
    void refusesEntriesWithoutIdOrName() {
        assertEquals(
                "the entry that begins here has no DATAID",
                faultAfter("<DATAID>9002</DATAID>", "").problem());
        assertEquals(
                "the entry that begins here has no name",
                faultAfter("<FIRST_NAME>KATIBAT AL-INVENTION</FIRST_NAME>", "<FIRST_NAME> </FIRST_NAME>")
                        .problem());
        assertEquals(
                "two entries have the same DATAID",
                faultAfter("<DATAID>9002</DATAID>", "<DATAID>9001</DATAID>").problem());
        assertEquals(
                "a year of birth is no year",
                faultAfter("<FROM_YEAR>1970", "<FROM_YEAR>19X0").problem());
    }

    @Test
    void refusesAMemberThatHidesAnother() throws ListFault {
        String alias = "<ALIAS_NAME>Invention Brigade</ALIAS_NAME>";
        ListFault twice = faultAfter(alias, alias + "<ALIAS_NAME>Brigade of Fables</ALIAS_NAME>");
        assertEquals("element ALIAS_NAME is given twice in ENTITY_ALIAS", twice.problem());
        assertEquals(8, twice.line());
        String several = "<NATIONALITY><VALUE>Mali</VALUE><VALUE>Niger</VALUE></NATIONALITY>";
        SanctionsList list = UnListReader.read(ListFixture.bytes(
                ListFixture.text().replace("<NATIONALITY><VALUE>Mali</VALUE></NATIONALITY>", several)));
        assertEquals(Set.of("mali", "niger"), list.entries().getFirst().countries());
    }

    @Test
    void refusesAListThatDoesNotSayWhenItIsOf() {
        for (String date : List.of("2026-01-10", "2026-01-10T10:00:00", "10 January 2026")) {
            ListFault undated = faultAfter("2026-01-10T10:00:00Z", date);
            assertEquals("attribute dateGenerated is no time with an offset from UTC", undated.problem());
            assertEquals(2, undated.line());
        }
    }

    @Test
    void refusesAListThatLacksASection() {
        assertEquals(
                "the list has no individuals or no entities",
                fault("<CONSOLIDATED_LIST dateGenerated='2026-01-10T10:00:00Z'><INDIVIDUALS/></CONSOLIDATED_LIST>")
                        .problem());
        assertTrue(fault(ListFixture.text().substring(0, 900)).line() > 0, "cut off in the middle");
    }

    @Test
    void fetchesAndExpandsNothing() {
        String declared = "<!DOCTYPE CONSOLIDATED_LIST [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>\n<CONSOLIDATED_LIST ";
        assertEquals(
                "a document type declaration is not allowed",
                faultAfter("<CONSOLIDATED_LIST ", declared).problem());
        faultAfter("<FIRST_NAME>Akli</FIRST_NAME>", "<FIRST_NAME>&e;</FIRST_NAME>");
    }
}
