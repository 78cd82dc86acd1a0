package org.passerelle.gateway.interchange;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Optional;

/** Events of MISP: one, a list of them, or the answer of its search. */
final class Misp implements ImportFormat {

    @Override
    public String name() {
        return "misp";
    }

    @Override
    public Iterator<Item> items(InputStream file, Optional<String> mapping) throws IOException {
        ForeignMapping.read(mapping);
        return new MispItems(file);
    }

    @Override
    public Translator translator(Optional<String> mapping) {
        return new MispTranslator(ForeignMapping.read(mapping));
    }
}
