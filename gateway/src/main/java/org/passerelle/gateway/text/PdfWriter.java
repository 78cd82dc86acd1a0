package org.passerelle.gateway.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import org.apache.fop.apps.FOUserAgent;
import org.apache.fop.apps.FopConfParser;
import org.apache.fop.apps.FopFactory;
import org.apache.fop.apps.MimeConstants;
import org.apache.fop.events.Event;
import org.apache.fop.events.EventFormatter;
import org.apache.fop.events.model.EventSeverity;
import org.apache.xmlgraphics.io.Resource;
import org.apache.xmlgraphics.io.ResourceResolver;
import org.passerelle.core.agreement.text.LegalText;
import org.xml.sax.SAXException;

/**
 * Writes legal texts as PDF. The same text and instant give the same bytes; nothing is read but the files beside this class. One thread
 * at a time: the printer keeps its settings in a tree that two cannot read at once.
 */
final class PdfWriter {
    private static final String GLYPH_MISSING = ".glyphNotAvailable";
    /** A few hundred pages: time and memory grow with them. */
    private static final int MOST_PROVISIONS = 5_000;

    private final FopFactory factory;

    PdfWriter() {
        try (InputStream settings = Files.open("fop.xml")) {
            factory = new FopConfParser(settings, URI.create("font:/"), new Fonts())
                    .getFopFactoryBuilder()
                    .build();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (SAXException malformed) {
            throw new IllegalStateException("the settings of the printer are malformed", malformed);
        }
    }

    /**
     * A PDF; throws {@link Unprintable} for a text that is too long or that the font lacks characters for, and what {@code watch}
     * throws.
     *
     * @param created the instant that it says it was made at
     * @param watch called every few pages and lines
     */
    byte[] write(LegalText text, Instant created, Runnable watch) {
        if (text.articles().stream()
                        .mapToInt(article -> article.provisions().size())
                        .sum()
                > MOST_PROVISIONS) {
            throw new Unprintable("it is too long to be printed");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        FOUserAgent agent = factory.newFOUserAgent();
        agent.setCreator("Passerelle");
        agent.setProducer("Passerelle");
        agent.setCreationDate(Date.from(created));
        agent.getEventBroadcaster().addEventListener(event -> heed(event, watch));
        try {
            PrintedText.tell(
                    text, factory.newFop(MimeConstants.MIME_PDF, agent, bytes).getDefaultHandler());
        } catch (SAXException failed) {
            throw new IllegalStateException("a text could not be printed", failed);
        }
        return Repeatable.pdf(bytes.toByteArray(), created);
    }

    /** A page without a letter, or with one outside its margins, does not say what the terms say. */
    private static void heed(Event event, Runnable watch) {
        watch.run();
        if (event.getEventID().endsWith(GLYPH_MISSING)) {
            lacking(String.valueOf(event.getParam("ch")));
            return;
        }
        EventSeverity severity = event.getSeverity();
        if (severity == EventSeverity.WARN || severity == EventSeverity.ERROR || severity == EventSeverity.FATAL) {
            throw new Unprintable(EventFormatter.format(event));
        }
    }

    /** The printer asks for a picture of what has none, and then leaves it out: what only breaks lines or keeps directions. */
    private static void lacking(String character) {
        if (!PrintedText.UNSEEN.contains(character)) {
            throw new Unprintable("the font has no character " + character);
        }
    }

    /** Gives the fonts; no other address leads anywhere, and nothing is written. */
    private static final class Fonts implements ResourceResolver {
        @Override
        public Resource getResource(URI address) throws IOException {
            String name = String.valueOf(address.getSchemeSpecificPart());
            if (!"font".equals(address.getScheme()) || !name.matches("[A-Za-z-]+\\.ttf")) {
                throw new IOException("nothing is read from " + address.getScheme());
            }
            return new Resource(Files.open(name));
        }

        @Override
        public OutputStream getOutputStream(URI address) throws IOException {
            throw new IOException("nothing is written to " + address.getScheme());
        }
    }
}
