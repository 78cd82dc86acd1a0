package org.passerelle.gateway.attachments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.jspecify.annotations.Nullable;

/**
 * Writes a PDF (ISO 32000) anew without what it says of itself: document information, XMP, private data of programs, previews, earlier
 * versions, authors and times of annotations, and metadata of photographs inside it. What acts, is encrypted, signed or hides other files is
 * refused: taking that out would make another document of it.
 */
final class PdfCleaner {
    private static final byte[] SIGNATURE = "%PDF-".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_OBJECTS = 500_000;
    private static final Set<String> OF_THE_TRAILER = Set.of("Root", "Size");
    private static final List<COSName> SAID = names("Metadata", "PieceInfo", "LastModified", "Thumb", "SpiderInfo");
    private static final List<COSName> SAID_OF_A_NOTE = names("T", "M", "CreationDate", "NM", "RC", "Subj");
    private static final Set<String> NOTES = Set.of(
            "Text",
            "FreeText",
            "Line",
            "Square",
            "Circle",
            "Polygon",
            "PolyLine",
            "Highlight",
            "Underline",
            "Squiggly",
            "StrikeOut",
            "Stamp",
            "Caret",
            "Ink",
            "Popup");
    private static final List<COSName> ACTIVE =
            names("JS", "JavaScript", "AA", "XFA", "RichMediaContent", "RichMediaSettings");
    private static final List<COSName> FILES = names("EF", "EmbeddedFiles", "AF", "Collection", "FFilter");
    private static final Set<String> ACTIONS = Set.of(
            "JavaScript",
            "Launch",
            "GoToR",
            "GoToE",
            "SubmitForm",
            "ImportData",
            "Rendition",
            "Movie",
            "Sound",
            "RichMediaExecute",
            "GoTo3DView",
            "Trans",
            "Hide");
    private static final Set<String> PLAYED = Set.of("Sound", "Movie", "Screen", "3D", "RichMedia", "FileAttachment");

    private final Set<COSBase> met = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<COSBase> waiting = new ArrayDeque<>();

    private PdfCleaner() {}

    private static List<COSName> names(String... names) {
        return Arrays.stream(names).map(COSName::getPDFName).toList();
    }

    static byte[] clean(byte[] bytes) throws UncleanFile {
        if (!Arrays.equals(bytes, 0, Math.min(bytes.length, SIGNATURE.length), SIGNATURE, 0, SIGNATURE.length)) {
            throw new UncleanFile("it claims to be a PDF, and its bytes are none");
        }
        try (PDDocument document = Loader.loadPDF(bytes)) {
            if (document.isEncrypted()) {
                throw new UncleanFile("it is an encrypted PDF, which cannot be cleaned");
            }
            COSDictionary trailer = document.getDocument().getTrailer();
            for (COSName name : List.copyOf(trailer.keySet())) {
                if (!OF_THE_TRAILER.contains(name.getName())) {
                    trailer.removeItem(name);
                }
            }
            document.getDocumentCatalog().getCOSObject().removeItem(COSName.OPEN_ACTION);
            new PdfCleaner().walk(trailer);
            // Where nothing tells one time of cleaning from another, the same file has the same hash again.
            document.setDocumentId(0L);
            document.getDocument().setHighestXRefObjectNumber(0);
            ByteArrayOutputStream written = new ByteArrayOutputStream(bytes.length);
            document.save(written, CompressParameters.NO_COMPRESSION);
            return written.toByteArray();
        } catch (InvalidPasswordException encrypted) {
            throw new UncleanFile("it is an encrypted PDF, which cannot be cleaned");
        } catch (IOException | RuntimeException broken) {
            throw new UncleanFile("it is a PDF that cannot be read, so that it cannot be cleaned");
        }
    }

    private void walk(COSBase whole) throws UncleanFile, IOException {
        waiting.add(whole);
        while (!waiting.isEmpty()) {
            COSBase one = resolved(waiting.remove());
            if (one == null || !met.add(one)) {
                continue;
            }
            if (met.size() > MOST_OBJECTS) {
                throw new UncleanFile("it is a PDF of too many parts to be looked through");
            }
            if (one instanceof COSArray array) {
                for (int index = 0; index < array.size(); index++) {
                    wait(array.get(index));
                }
            } else if (one instanceof COSDictionary dictionary) {
                dictionary(dictionary);
                for (COSName name : dictionary.keySet()) {
                    wait(dictionary.getItem(name));
                }
            }
        }
    }

    private void wait(@Nullable COSBase one) {
        if (one instanceof COSObject || one instanceof COSArray || one instanceof COSDictionary) {
            waiting.add(one);
        }
    }

    private static @Nullable COSBase resolved(COSBase one) {
        return one instanceof COSObject reference ? reference.getObject() : one;
    }

    private static void dictionary(COSDictionary dictionary) throws UncleanFile, IOException {
        String type = name(dictionary, "Type");
        String subtype = name(dictionary, "Subtype");
        refuse(
                ACTIVE.stream().anyMatch(dictionary::containsKey) || ACTIONS.contains(name(dictionary, "S")),
                "it is a PDF that acts when it is opened");
        refuse(
                FILES.stream().anyMatch(dictionary::containsKey)
                        || type.equals("EmbeddedFile")
                        || (PLAYED.contains(subtype) && dictionary.containsKey(COSName.RECT)),
                "it is a PDF with other files in it");
        refuse(
                dictionary.containsKey(COSName.BYTERANGE) || type.equals("Sig"),
                "it is a signed PDF, and cleaning it would break its signature");
        refuse(subtype.equals("Redact"), "it is a PDF with redactions that were never carried out");
        SAID.forEach(dictionary::removeItem);
        if (NOTES.contains(subtype) && dictionary.containsKey(COSName.RECT)) {
            SAID_OF_A_NOTE.forEach(dictionary::removeItem);
        }
        if (dictionary instanceof COSStream stream) {
            picture(stream);
        }
    }

    /** Photographs in a PDF are whole JPEG files, with all that these say. */
    private static void picture(COSStream stream) throws UncleanFile, IOException {
        List<String> filters = filters(stream.getFilters());
        boolean jpeg = filters.contains("DCTDecode") || filters.contains("DCT");
        refuse(
                filters.contains("JPXDecode") || filters.contains("Crypt") || (jpeg && filters.size() > 1),
                "it is a PDF with a picture that cannot be cleaned");
        if (jpeg) {
            byte[] cleaned;
            try (InputStream raw = stream.createRawInputStream()) {
                cleaned = JpegCleaner.clean(raw.readAllBytes());
            }
            try (OutputStream raw = stream.createRawOutputStream()) {
                raw.write(cleaned);
            }
        }
    }

    private static List<String> filters(@Nullable COSBase filters) throws UncleanFile {
        if (filters == null) {
            return List.of();
        }
        if (filters instanceof COSName one) {
            return List.of(one.getName());
        }
        if (filters instanceof COSArray several) {
            return several.toList().stream().map(one -> resolvedName(one)).toList();
        }
        throw new UncleanFile("it is a PDF that cannot be read, so that it cannot be cleaned");
    }

    private static String resolvedName(@Nullable COSBase one) {
        COSBase plain = one instanceof COSObject reference ? reference.getObject() : one;
        return plain instanceof COSName name ? name.getName() : "";
    }

    private static String name(COSDictionary dictionary, String key) {
        return resolvedName(dictionary.getItem(COSName.getPDFName(key)));
    }

    private static void refuse(boolean unfit, String reason) throws UncleanFile {
        if (unfit) {
            throw new UncleanFile(reason);
        }
    }
}
