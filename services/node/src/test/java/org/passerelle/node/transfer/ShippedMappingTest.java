package org.passerelle.node.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.label.Level;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.Geometry;
import org.passerelle.gateway.interchange.Formats;
import org.passerelle.gateway.interchange.ImportFormat;
import org.passerelle.gateway.interchange.Item;
import org.passerelle.gateway.interchange.Translator;
import org.passerelle.gateway.interchange.UnreadableFile;
import org.passerelle.gateway.submission.Draft;
import org.passerelle.gateway.submission.LocatedFault;
import org.passerelle.gateway.submission.Parsed;
import org.passerelle.gateway.submission.SubmissionParser;
import org.passerelle.node.seed.ConfigurationLoader;
import org.passerelle.node.seed.Configured;

/** The mapping for tables of events that the documentation shows, in the words of the shipped vocabularies. */
class ShippedMappingTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String TABLE = """
            event_id_cnty,event_date,year,event_type,sub_event_type,actor1,actor2,iso,country,admin1,location,latitude,longitude,source,notes,fatalities,timestamp
            MLI1,05 March 2020,2020,Battles,Armed clash,MNLA,GATIA,466,Mali,Gao,Tarkint,17.45,0.08,Radio,"Shots, until dusk.",3,1
            NER2,31 May 2021,2021,Explosions,Suicide bomb,Unknown,,562,Niger,Diffa,Bosso,13.7,13.31,Radio,One blast.,0,2
            MLI3,30 February 2020,2020,Riots,Mob violence,,,466,Mali,Gao,Gao,96.3,-0.04,Radio,A crowd.,none,3
            """;

    private static final String MARKED = """
            date,country,what,text,source,classification,tlp,releasable_to,compartment
            2020-03-05,ML,Shots,Shots at the ford.,A trader,C,TLP:AMBER,UNOWA;UNODC,
            2020-03-06,ML,Talks,An offer was made.,An elder,SC,TLP:RED,,talks
            2020-03-07,ML,Shots,Shots again.,,,TLP:CLEAR,,
            2020-03-08,ML,Shots,Shots again.,,NATO SECRET,TLP:BLUE,,
            """;

    @Test
    void rowsThatAreMarkedEachAreStoredUnderTheirOwnMarking() throws IOException {
        Optional<String> mapping = Optional.of(Files.readString(Path.of("../../docs/mappings/marked-table.json")));
        ImportFormat csv = Formats.toImport("csv").orElseThrow();
        List<Item> rows = new ArrayList<>();
        csv.items(new ByteArrayInputStream(MARKED.getBytes(StandardCharsets.UTF_8)), mapping)
                .forEachRemaining(rows::add);
        Translator translator = csv.translator(mapping);
        SubmissionParser parser = new SubmissionParser(bundle(), "MINUSMA", NOW);
        Draft released = draft(parser, translator, rows.get(0));
        assertEquals(Set.of("CONFIDENTIAL AMBER Only[names=[UNODC, UNOWA]]"), labels(released));
        Draft strict = draft(parser, translator, rows.get(1));
        assertEquals(Set.of("STRICTLY_CONFIDENTIAL RED Unrestricted[]"), labels(strict));
        assertEquals(
                Set.of(Set.of("NEGOTIATION"), Set.of("NEGOTIATION", "SOURCE")),
                strict.portions().stream()
                        .map(portion -> portion.label().compartments())
                        .collect(Collectors.toSet()));
        assertEquals(
                Set.of("CONFIDENTIAL GREEN Unrestricted[]"),
                labels(draft(parser, translator, rows.get(2))),
                "as the mapping says of an empty cell, and not below its constant");
        assertEquals(List.of("5:6", "5:7"), places(translator, rows.get(3)));
    }

    private static Set<String> labels(Draft draft) {
        return draft.portions().stream()
                .map(Draft.Portion::label)
                .map(label -> label.level() + " " + label.tlp() + " " + label.releasableTo())
                .collect(Collectors.toSet());
    }

    @Test
    void rowsOfATableOfEventsAreAcceptedAndFaultyOnesToldWithLineAndColumn() throws IOException {
        Optional<String> mapping = Optional.of(Files.readString(Path.of("../../docs/mappings/event-table.json")));
        ImportFormat csv = Formats.toImport("csv").orElseThrow();
        List<Item> rows = new ArrayList<>();
        csv.items(new ByteArrayInputStream(TABLE.getBytes(StandardCharsets.UTF_8)), mapping)
                .forEachRemaining(rows::add);
        Translator translator = csv.translator(mapping);
        SubmissionParser parser = new SubmissionParser(bundle(), "MINUSMA", NOW);
        Draft first = draft(parser, translator, rows.get(0));
        assertEquals(Set.of("ML-7"), first.areas());
        assertEquals(3, first.portions().size());
        assertEquals("incident", draft(parser, translator, rows.get(1)).type());
        assertEquals(List.of("4:2", "4:16"), places(translator, rows.get(2)));
    }

    @Test
    void rowsOfAPublishedTableOfConflictEventsAreAcceptedAsExactlyAsTheyAreKnown() throws IOException {
        Optional<String> mapping = Optional.of(Files.readString(Path.of("../../docs/mappings/ucdp-ged.json")));
        ImportFormat csv = Formats.toImport("csv").orElseThrow();
        List<Item> rows = new ArrayList<>();
        try (InputStream table =
                Objects.requireNonNull(ShippedMappingTest.class.getResourceAsStream("conflict-events.csv"))) {
            csv.items(table, mapping).forEachRemaining(rows::add);
        }
        assertEquals(8, rows.size());
        assertEquals(new Item.Broken(7, "repeats line 3 in id"), rows.get(3));
        Translator translator = csv.translator(mapping);
        SubmissionParser parser = new SubmissionParser(bundle(), "MINUSMA", NOW);
        Draft exact = draft(parser, translator, rows.get(0));
        assertEquals(Set.of("ML-7"), exact.areas());
        assertEquals(
                List.of(Level.UNCLASSIFIED, Level.UNCLASSIFIED, Level.UNCLASSIFIED, Level.CONFIDENTIAL),
                exact.portions().stream()
                        .map(portion -> portion.label().level())
                        .toList());
        assertEquals(Optional.of(Geometry.Kind.POINT), kind(exact));
        Draft vague = draft(parser, translator, rows.get(1));
        assertEquals(Optional.empty(), kind(vague));
        assertEquals(Set.of("ML-5"), vague.areas());
        assertEquals(Optional.of(Geometry.Kind.POLYGON), kind(draft(parser, translator, rows.get(2))));
        Draft elsewhere = draft(parser, translator, rows.get(4));
        assertEquals(Optional.empty(), kind(elsewhere));
        assertEquals(Set.of(), elsewhere.areas());
        assertEquals(List.of("9:43", "9:49"), places(translator, rows.get(5)));
        assertEquals(List.of("10:28"), places(translator, rows.get(6)));
        assertEquals(
                Optional.of(Geometry.Kind.POLYGON),
                kind(draft(parser, translator, rows.get(7))),
                "ends at the date line");
    }

    @Test
    void aTableOfConflictEventsWithoutTheRowOfHashtagsIsRefusedAndLosesNoEvent() throws IOException {
        Optional<String> mapping = Optional.of(Files.readString(Path.of("../../docs/mappings/ucdp-ged.json")));
        String published;
        try (InputStream table =
                Objects.requireNonNull(ShippedMappingTest.class.getResourceAsStream("conflict-events.csv"))) {
            published = new String(table.readAllBytes(), StandardCharsets.UTF_8);
        }
        List<String> lines = new ArrayList<>(published.lines().toList());
        lines.remove(1);
        byte[] plain = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        ImportFormat csv = Formats.toImport("csv").orElseThrow();
        UnreadableFile fault =
                assertThrows(UnreadableFile.class, () -> csv.items(new ByteArrayInputStream(plain), mapping));
        assertEquals(2, fault.line());
    }

    private static Optional<Geometry.Kind> kind(Draft draft) {
        return draft.portions().stream()
                .flatMap(portion -> portion.content() instanceof Content.Head head
                        ? head.geometry().map(Geometry::kind).stream()
                        : Stream.empty())
                .findFirst();
    }

    private static List<String> places(Translator translator, Item row) {
        return assertInstanceOf(Translator.Translated.Refused.class, translator.translate((Item.Whole) row))
                .faults()
                .stream()
                .map(ShippedMappingTest::place)
                .toList();
    }

    private static String place(LocatedFault fault) {
        return fault.line() + ":" + fault.column();
    }

    private static Draft draft(SubmissionParser parser, Translator translator, Item row) {
        var submission = assertInstanceOf(
                Translator.Translated.Submission.class, translator.translate((Item.Whole) row), row::toString);
        return assertInstanceOf(Parsed.Accepted.class, parser.parse(submission.body()), submission::body)
                .draft();
    }

    private static Bundle bundle() {
        return Configured.withoutAgreements(ConfigurationLoader.load(Path.of("../../config"), NOW));
    }
}
