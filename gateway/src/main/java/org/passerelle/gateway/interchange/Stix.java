package org.passerelle.gateway.interchange;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Optional;

/** Bundles of STIX 2.1, or a single object. An item is a bundle of one object and of the marking definitions that it refers to. */
final class Stix implements ImportFormat {

    @Override
    public String name() {
        return "stix";
    }

    @Override
    public Iterator<Item> items(InputStream file, Optional<String> mapping) throws IOException {
        ForeignMapping.read(mapping);
        return new StixItems(file);
    }

    @Override
    public Translator translator(Optional<String> mapping) {
        return new StixTranslator(ForeignMapping.read(mapping));
    }
}
