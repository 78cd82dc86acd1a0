package org.passerelle.gateway.text;

import java.util.Map;
import org.passerelle.core.agreement.text.LegalText;
import org.xml.sax.SAXException;

/** What a PDF says about itself (XMP, ISO 16684-1). */
record PrintedMetadata(Told told, LegalText text) {

    void tell() throws SAXException {
        told.element(
                "fo:declarations",
                Map.of(),
                () -> told.element(
                        "x:xmpmeta",
                        Map.of(),
                        () -> told.element(
                                "rdf:RDF",
                                Map.of(),
                                () -> told.element("rdf:Description", Map.of("rdf:about", ""), this::description))));
    }

    private void description() throws SAXException {
        inLanguages("dc:title", Run.plain(text.title()));
        inLanguages("dc:description", Run.plain(text.reference() + " (" + text.marking() + ")"));
    }

    /** The standard wants alternatives by language; the printer writes one alone as if it were none. */
    private void inLanguages(String name, String words) throws SAXException {
        told.element(
                name,
                Map.of(),
                () -> told.element("rdf:Alt", Map.of(), () -> {
                    told.element("rdf:li", Map.of("xml:lang", "x-default"), () -> told.characters(words));
                    told.element("rdf:li", Map.of("xml:lang", text.language().tag()), () -> told.characters(words));
                }));
    }
}
