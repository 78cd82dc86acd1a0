package org.passerelle.screening.lists;

import java.time.DateTimeException;
import java.time.Year;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.passerelle.core.names.Evidence;
import org.passerelle.core.sanctions.ListEntry;
import org.passerelle.core.sanctions.ListEntry.ListedName;

/** Reads one INDIVIDUAL or ENTITY; the reader stands on its beginning, and afterwards on its end. */
final class EntryReader {
    private static final List<String> NAMES = List.of("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME");
    private static final Set<String> PLAIN = Set.of(
            "VERSIONNUM",
            "COMMENTS1",
            "SORT_KEY",
            "SORT_KEY_LAST_MOD",
            "GENDER",
            "SUBMITTED_BY",
            "SUBMITTED_ON",
            "DATAID",
            "FIRST_NAME",
            "SECOND_NAME",
            "THIRD_NAME",
            "FOURTH_NAME",
            "NAME_ORIGINAL_SCRIPT",
            "UN_LIST_TYPE",
            "REFERENCE_NUMBER",
            "LISTED_ON");

    /** Elements with elements in them, and which. */
    private static final Map<String, Set<String>> NESTED = Map.of(
            "DESIGNATION", Set.of("VALUE"),
            "NATIONALITY", Set.of("VALUE"),
            "TITLE", Set.of("VALUE"),
            "LIST_TYPE", Set.of("VALUE"),
            "LAST_DAY_UPDATED", Set.of("VALUE"),
            "ALIAS", Set.of("QUALITY", "ALIAS_NAME", "DATE_OF_BIRTH", "CITY_OF_BIRTH", "COUNTRY_OF_BIRTH", "NOTE"),
            "ADDRESS", Set.of("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY", "NOTE"),
            "DATE_OF_BIRTH", Set.of("TYPE_OF_DATE", "DATE", "YEAR", "FROM_YEAR", "TO_YEAR", "NOTE"),
            "PLACE_OF_BIRTH", Set.of("CITY", "STATE_PROVINCE", "COUNTRY", "NOTE"),
            "DOCUMENT",
                    Set.of(
                            "TYPE_OF_DOCUMENT",
                            "TYPE_OF_DOCUMENT2",
                            "NUMBER",
                            "ISSUING_COUNTRY",
                            "DATE_OF_ISSUE",
                            "CITY_OF_ISSUE",
                            "COUNTRY_OF_ISSUE",
                            "NOTE"));

    /** The one member that the format repeats; whichever other came twice would hide one of the two. */
    private static final String REPEATED = "VALUE";

    private static final Set<String> COUNTRIES =
            Set.of("NATIONALITY/VALUE", "ADDRESS/COUNTRY", "PLACE_OF_BIRTH/COUNTRY");
    private static final Pattern DATE = Pattern.compile("(\\d{4})-\\d{2}-\\d{2}.*");

    private final XMLStreamReader xml;
    private final ListEntry.Kind kind;
    private final Map<String, String> texts = new java.util.HashMap<>();
    private final List<ListedName> aliases = new ArrayList<>();
    private final List<Evidence.Years> born = new ArrayList<>();
    private final Set<String> countries = new LinkedHashSet<>();

    EntryReader(XMLStreamReader xml, ListEntry.Kind kind) {
        this.xml = xml;
        this.kind = kind;
    }

    ListEntry entry() throws XMLStreamException, ListFault {
        Location begin = xml.getLocation();
        while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
            String element = xml.getLocalName();
            if (PLAIN.contains(element)) {
                if (texts.put(element, text()) != null) {
                    throw fault("element %s is given twice".formatted(element), xml.getLocation());
                }
            } else {
                nested(element);
            }
        }
        return new ListEntry(
                required("DATAID", begin),
                required("REFERENCE_NUMBER", begin),
                kind,
                required("UN_LIST_TYPE", begin),
                names(begin),
                born,
                countries,
                Optional.ofNullable(texts.get("LISTED_ON")).filter(day -> !day.isEmpty()));
    }

    private String required(String element, Location begin) throws ListFault {
        String value = texts.getOrDefault(element, "");
        if (value.isEmpty()) {
            throw fault("the entry that begins here has no %s".formatted(element), begin);
        }
        return value;
    }

    private List<ListedName> names(Location begin) throws ListFault {
        List<String> parts = NAMES.stream()
                .map(name -> texts.getOrDefault(name, ""))
                .filter(part -> !part.isEmpty())
                .toList();
        if (parts.isEmpty()) {
            throw fault("the entry that begins here has no name", begin);
        }
        Set<ListedName> names = new LinkedHashSet<>();
        AliasText.names(String.join(" ", parts)).forEach(name -> names.add(new ListedName(name, "")));
        AliasText.names(texts.getOrDefault("NAME_ORIGINAL_SCRIPT", ""))
                .forEach(name -> names.add(new ListedName(name, "")));
        names.addAll(aliases);
        return List.copyOf(names);
    }

    private void nested(String element) throws XMLStreamException, ListFault {
        String prefix = kind.name() + "_";
        String group = element.startsWith(prefix) ? element.substring(prefix.length()) : element;
        Set<String> known = NESTED.get(group);
        if (known == null) {
            throw fault("element %s is not known here".formatted(element), xml.getLocation());
        }
        Map<String, String> members = new java.util.HashMap<>();
        Location begin = xml.getLocation();
        while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
            String member = xml.getLocalName();
            if (!known.contains(member)) {
                throw fault("element %s is not known in %s".formatted(member, element), xml.getLocation());
            }
            String text = text();
            if (members.put(member, text) != null && !member.equals(REPEATED)) {
                throw fault("element %s is given twice in %s".formatted(member, element), xml.getLocation());
            }
            if (COUNTRIES.contains(group + "/" + member) && !text.isEmpty()) {
                countries.add(text.toLowerCase(Locale.ROOT));
            }
        }
        switch (group) {
            case "ALIAS" ->
                AliasText.names(members.getOrDefault("ALIAS_NAME", ""))
                        .forEach(name -> aliases.add(new ListedName(name, members.getOrDefault("QUALITY", ""))));
            case "DATE_OF_BIRTH" -> born(members, begin);
            default -> {}
        }
    }

    private void born(Map<String, String> members, Location begin) throws ListFault {
        String date = members.getOrDefault("DATE", "");
        String year = members.getOrDefault("YEAR", "");
        String from = members.getOrDefault("FROM_YEAR", "");
        String to = members.getOrDefault("TO_YEAR", "");
        if (!date.isEmpty() && !DATE.matcher(date).matches()) {
            throw fault("a date of birth is no date", begin);
        }
        if (!date.isEmpty()) {
            years(date.substring(0, 4), date.substring(0, 4), begin);
        } else if (!year.isEmpty()) {
            years(year, year, begin);
        } else if (!from.isEmpty() && !to.isEmpty()) {
            years(from, to, begin);
        }
    }

    private void years(String first, String last, Location begin) throws ListFault {
        int from = year(first, begin);
        int to = year(last, begin);
        if (from > to) {
            throw fault("years of birth end before they begin", begin);
        }
        born.add(new Evidence.Years(from, to));
    }

    private static int year(String text, Location begin) throws ListFault {
        try {
            return Year.parse(text).getValue();
        } catch (DateTimeException noYear) {
            throw fault("a year of birth is no year", begin);
        }
    }

    private String text() throws XMLStreamException {
        return xml.getElementText().replaceAll("\\s+", " ").strip();
    }

    private static ListFault fault(String problem, Location at) {
        return new ListFault(problem, at.getLineNumber(), at.getColumnNumber());
    }
}
