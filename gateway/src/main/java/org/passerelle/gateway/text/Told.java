package org.passerelle.gateway.text;

import java.util.Map;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;

/** Tells a document element by element, without ever writing it down as markup that could be misread. */
record Told(ContentHandler listener) {
    private static final Map<String, String> NAMESPACES = Map.of(
            "fo", "http://www.w3.org/1999/XSL/Format",
            "x", "adobe:ns:meta/",
            "rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
            "dc", "http://purl.org/dc/elements/1.1/");

    /** What stands within an element. */
    interface Content {
        void tell() throws SAXException;
    }

    /** @param name with its prefix, such as {@code fo:block}; so are attributes of another namespace than none */
    void element(String name, Map<String, String> attributes, Content content) throws SAXException {
        AttributesImpl told = new AttributesImpl();
        new TreeMap<>(attributes)
                .forEach((key, value) -> told.addAttribute(namespace(key), local(key), key, "CDATA", value));
        listener.startElement(namespace(name), local(name), name, told);
        content.tell();
        listener.endElement(namespace(name), local(name), name);
    }

    void characters(String words) throws SAXException {
        listener.characters(words.toCharArray(), 0, words.length());
    }

    void document(Content content) throws SAXException {
        listener.startDocument();
        for (Map.Entry<String, String> namespace : NAMESPACES.entrySet()) {
            listener.startPrefixMapping(namespace.getKey(), namespace.getValue());
        }
        content.tell();
        for (String prefix : NAMESPACES.keySet()) {
            listener.endPrefixMapping(prefix);
        }
        listener.endDocument();
    }

    private static String namespace(String name) {
        int colon = name.indexOf(':');
        String prefix = colon < 0 ? "" : name.substring(0, colon);
        return prefix.equals("xml") ? XMLConstants.XML_NS_URI : NAMESPACES.getOrDefault(prefix, "");
    }

    private static String local(String name) {
        return name.substring(name.indexOf(':') + 1);
    }
}
