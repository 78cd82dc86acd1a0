package org.passerelle.screening.lists;

import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** A streaming XML parser that fetches nothing and expands nothing. */
final class SafeXml {
    // The parser prefixes its own words with the place, which is told apart from them.
    private static final Pattern PLACE = Pattern.compile("(?s).*Message: ");
    private static final int LONGEST = 200;

    private SafeXml() {}

    static XMLStreamReader reader(InputStream document) throws XMLStreamException {
        // The parser of the JDK, whatever else stands on the class path.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing is fetched");
        });
        // No encoding is given: the document's own declaration counts, and bytes that are none are refused.
        return factory.createXMLStreamReader(document);
    }

    /** A fault of the parser's, with its place; {@code otherwise} is where the reading stood. */
    static ListFault fault(XMLStreamException broken, Location otherwise) {
        Location at = broken.getLocation() == null ? otherwise : broken.getLocation();
        String words = broken.getMessage() == null ? "not well formed" : broken.getMessage();
        Matcher place = PLACE.matcher(words);
        String problem = place.lookingAt() ? words.substring(place.end()) : words;
        return new ListFault(
                problem.length() > LONGEST ? problem.substring(0, LONGEST) : problem,
                at == null ? 0 : Math.max(0, at.getLineNumber()),
                at == null ? 0 : Math.max(0, at.getColumnNumber()));
    }
}
