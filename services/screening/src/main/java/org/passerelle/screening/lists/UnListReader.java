package org.passerelle.screening.lists;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.passerelle.core.sanctions.ListEntry;
import org.passerelle.core.sanctions.SanctionsList;

/**
 * Reads the Consolidated List of the UN Security Council as it is published in XML. Strict: an element that the format does not know, in a
 * place where it does not belong, or a missing identifier is refused, since whoever drops what they do not understand drops names. A
 * document type declaration or an entity of one's own is refused (XML 1.0 §4.1 knows five that need none).
 */
public final class UnListReader {
    private static final String ROOT = "CONSOLIDATED_LIST";
    private static final String INDIVIDUALS = "INDIVIDUALS";
    private static final String ENTITIES = "ENTITIES";

    private final XMLStreamReader xml;
    private final List<ListEntry> entries = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private String published = "";

    private UnListReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    /**
     * Reads a whole publication.
     *
     * @throws ListFault with line and column when anything is wrong; nothing is taken from a list with a fault
     */
    public static SanctionsList read(byte[] document) throws ListFault {
        try {
            XMLStreamReader xml = SafeXml.reader(new ByteArrayInputStream(document));
            try {
                return new UnListReader(xml).list();
            } catch (XMLStreamException broken) {
                throw SafeXml.fault(broken, xml.getLocation());
            } finally {
                xml.close();
            }
        } catch (XMLStreamException unreadable) {
            throw SafeXml.fault(unreadable, unreadable.getLocation());
        }
    }

    private SanctionsList list() throws XMLStreamException, ListFault {
        boolean individuals = false;
        boolean entities = false;
        int depth = 0;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw fault("a document type declaration is not allowed");
            }
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            String element = xml.getLocalName();
            if (depth == 0) {
                root(element);
                depth = 1;
            } else if (element.equals(INDIVIDUALS) && !individuals) {
                section(ListEntry.Kind.INDIVIDUAL);
                individuals = true;
            } else if (element.equals(ENTITIES) && !entities) {
                section(ListEntry.Kind.ENTITY);
                entities = true;
            } else {
                throw fault("element %s does not belong here".formatted(element));
            }
        }
        if (!individuals || !entities || entries.isEmpty()) {
            throw fault("the list has no individuals or no entities");
        }
        return new SanctionsList(published, entries);
    }

    private void root(String element) throws ListFault {
        if (!element.equals(ROOT)) {
            throw fault("this is no %s but %s".formatted(ROOT, element));
        }
        String generated = xml.getAttributeValue(null, "dateGenerated");
        if (generated == null || generated.isBlank()) {
            throw fault("attribute dateGenerated is missing");
        }
        published = generated.strip();
        if (PublicationDate.read(published).isEmpty()) {
            throw fault("attribute dateGenerated is no time with an offset from UTC");
        }
    }

    private void section(ListEntry.Kind kind) throws XMLStreamException, ListFault {
        while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
            if (!xml.getLocalName().equals(kind.name())) {
                throw fault("element %s does not belong here".formatted(xml.getLocalName()));
            }
            int line = xml.getLocation().getLineNumber();
            int column = xml.getLocation().getColumnNumber();
            ListEntry entry = new EntryReader(xml, kind).entry();
            if (!ids.add(entry.id())) {
                throw new ListFault("two entries have the same DATAID", line, column);
            }
            entries.add(entry);
        }
    }

    private ListFault fault(String problem) {
        return new ListFault(
                problem, xml.getLocation().getLineNumber(), xml.getLocation().getColumnNumber());
    }
}
