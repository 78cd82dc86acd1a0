package org.passerelle.gateway.attachments;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionLaunch;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files keep what they show and lose what they say of who made them; what cannot be looked through is refused. */
class FileCleaningTest {
    private static byte[] kept(FileType type, byte[] bytes) {
        return assertInstanceOf(
                        Cleaned.Kept.class, FileCleaning.clean(type, bytes), () -> "" + FileCleaning.clean(type, bytes))
                .bytes();
    }

    private static String refused(FileType type, byte[] bytes) {
        return assertInstanceOf(Cleaned.Refused.class, FileCleaning.clean(type, bytes))
                .reason();
    }

    private static boolean says(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(text);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] sample(FileType type) {
        return switch (type) {
            case PDF -> SampleFiles.pdf();
            case PNG -> SampleFiles.png();
            case JPEG -> SampleFiles.jpeg();
            case TEXT -> text("a column of seven left at dawn\r\n\t– with lorries\n");
            case CSV -> text("type,place\nincident,Ansongo\n");
            case JSON -> text("{\"type\":[1,2]}");
            case GEOJSON -> text("{\"type\":\"Feature\",\"geometry\":null,\"properties\":{}}");
        };
    }

    @ParameterizedTest
    @EnumSource(FileType.class)
    void whatIsCleanIsLeftAsItIs(FileType type) {
        byte[] once = kept(type, sample(type));
        assertArrayEquals(once, kept(type, once));
    }

    @ParameterizedTest
    @EnumSource(FileType.class)
    void aFileIsRefusedUnderEveryClaimButItsOwn(FileType type) {
        List<FileType> texts = List.of(FileType.TEXT, FileType.CSV, FileType.JSON, FileType.GEOJSON);
        for (FileType claimed : FileType.values()) {
            // One text is as good as another, unless it has a form.
            if (claimed != type && !(texts.contains(claimed) && texts.contains(type))) {
                refused(claimed, sample(type));
            }
        }
    }

    @Test
    void aJpegKeepsItsPictureAndNothingElse() throws IOException {
        byte[] cleaned = kept(FileType.JPEG, SampleFiles.jpeg());
        assertTrue(says(SampleFiles.jpeg(), SampleFiles.AUTHOR));
        assertFalse(says(cleaned, SampleFiles.AUTHOR));
        assertFalse(says(cleaned, "Exif"));
        samePicture(SampleFiles.jpeg(), cleaned);
    }

    @Test
    void aPngKeepsItsPictureAndNothingElse() throws IOException {
        byte[] cleaned = kept(FileType.PNG, SampleFiles.png());
        assertTrue(says(SampleFiles.png(), SampleFiles.AUTHOR));
        for (String said : List.of(SampleFiles.AUTHOR, "tEXt", "iTXt", "eXIf", "tIME", "prVt")) {
            assertFalse(says(cleaned, said), said);
        }
        samePicture(SampleFiles.png(), cleaned);
    }

    private static void samePicture(byte[] one, byte[] other) throws IOException {
        BufferedImage before = ImageIO.read(new ByteArrayInputStream(one));
        BufferedImage after = ImageIO.read(new ByteArrayInputStream(other));
        for (int x = 0; x < before.getWidth(); x++) {
            for (int y = 0; y < before.getHeight(); y++) {
                assertEquals(before.getRGB(x, y), after.getRGB(x, y));
            }
        }
    }

    @Test
    void aPdfKeepsWhatItShowsAndLosesWhoMadeIt() throws IOException {
        byte[] cleaned = kept(FileType.PDF, SampleFiles.pdf());
        for (String said : List.of(
                SampleFiles.AUTHOR, "/Author", "/Producer", "/CreationDate", "/Metadata", "/PieceInfo", "Exif")) {
            assertFalse(says(cleaned, said), said);
        }
        try (PDDocument document = Loader.loadPDF(cleaned)) {
            assertTrue(new PDFTextStripper().getText(document).contains("what the convoy saw"));
            assertEquals(
                    "a remark", document.getPage(0).getAnnotations().getFirst().getContents());
            assertEquals(
                    Optional.empty(),
                    Optional.ofNullable(document.getDocumentInformation().getAuthor()));
        }
    }

    @Test
    void anEarlierVersionOfAPdfGoes() throws IOException {
        byte[] before = SampleFiles.pdf();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PDDocument document = Loader.loadPDF(before)) {
            document.getPage(0).getCOSObject().removeItem(COSName.ANNOTS);
            document.getPage(0).getCOSObject().setNeedToBeUpdated(true);
            document.saveIncremental(out);
        }
        assertTrue(out.size() > before.length);
        assertFalse(says(kept(FileType.PDF, out.toByteArray()), "a remark"));
    }

    @Test
    void aPdfThatActsIsRefused() {
        assertTrue(refused(FileType.PDF, SampleFiles.pdf(document -> {
                    PDActionJavaScript script = new PDActionJavaScript("app.alert('x')");
                    document.getPage(0).getCOSObject().setItem(COSName.A, script);
                }))
                .contains("acts"));
        assertTrue(refused(FileType.PDF, SampleFiles.pdf(document -> {
                    PDActionLaunch launch = new PDActionLaunch();
                    document.getPage(0).getCOSObject().setItem(COSName.A, launch);
                }))
                .contains("acts"));
    }

    @Test
    void aPdfWithOtherFilesInItIsRefused() {
        assertTrue(refused(FileType.PDF, SampleFiles.pdf(document -> {
                    PDComplexFileSpecification file = new PDComplexFileSpecification();
                    file.setEmbeddedFile(new PDEmbeddedFile(document, new ByteArrayInputStream(text("hidden"))));
                    PDEmbeddedFilesNameTreeNode files = new PDEmbeddedFilesNameTreeNode();
                    files.setNames(Map.of("hidden.txt", file));
                    PDDocumentNameDictionary names = new PDDocumentNameDictionary(document.getDocumentCatalog());
                    names.setEmbeddedFiles(files);
                    document.getDocumentCatalog().setNames(names);
                }))
                .contains("other files"));
    }

    @Test
    void aPdfThatIsEncryptedOrSignedOrNotYetRedactedIsRefused() {
        assertTrue(refused(
                        FileType.PDF,
                        SampleFiles.pdf(document ->
                                document.protect(new StandardProtectionPolicy("owner", "", new AccessPermission()))))
                .contains("encrypted"));
        assertTrue(refused(FileType.PDF, SampleFiles.pdf(document -> {
                    COSDictionary signature = new COSDictionary();
                    signature.setItem(COSName.TYPE, COSName.getPDFName("Sig"));
                    document.getDocumentCatalog().getCOSObject().setItem("Perms", signature);
                }))
                .contains("signed"));
        assertTrue(refused(
                        FileType.PDF,
                        SampleFiles.pdf(document -> document.getPage(0)
                                .getAnnotations()
                                .getFirst()
                                .getCOSObject()
                                .setItem(COSName.SUBTYPE, COSName.getPDFName("Redact"))))
                .contains("redactions"));
    }

    @ParameterizedTest
    @EnumSource(
            value = FileType.class,
            names = {"PDF", "PNG", "JPEG"})
    void whatIsCutOffIsRefused(FileType type) {
        byte[] whole = sample(type);
        refused(type, Arrays.copyOf(whole, whole.length / 3));
        refused(type, Arrays.copyOf(whole, 9));
        refused(type, new byte[0]);
    }

    @Test
    void aPngWithAFalseSumIsRefused() {
        byte[] png = SampleFiles.png();
        png[20] ^= 1;
        refused(FileType.PNG, png);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%PDF-1.7", " <html>", "<?xml version='1.0'?>", "#!/bin/sh", "{\\rtf1", "a\0b", "bell\7"})
    void whatIsNoPlainTextIsRefusedAsOne(String text) {
        refused(FileType.TEXT, text(text));
        refused(FileType.CSV, text(text));
    }

    @Test
    void aTextThatIsNotUtf8IsRefused() {
        refused(FileType.TEXT, new byte[] {'a', (byte) 0xe9, 'b'});
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"a\":1,\"a\":2}", "{} {}", "1 2", "nonsense"})
    void whatIsNoJsonIsRefusedAsSuch(String text) {
        refused(FileType.JSON, text(text));
        refused(FileType.GEOJSON, text(text));
    }

    @Test
    void geoJsonHasATypeOfItsOwn() {
        refused(FileType.GEOJSON, text("{\"type\":\"incident\"}"));
        refused(FileType.GEOJSON, text("[{\"type\":\"Feature\"}]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b.txt",
                "..",
                ".txt",
                " a.txt",
                "a.txt ",
                "a\u202etxt.pdf",
                "a\n.txt",
                "a\"b.txt",
                "",
                "c:d.txt",
                "a%2f.txt"
            })
    void aNameThatIsNotOneEverywhereIsNone(String name) {
        assertEquals(Optional.empty(), FileName.read(name).filter(FileType.TEXT::fits));
    }

    @Test
    void aNameIsSavedAsItIs() {
        assertEquals(Optional.of("pont détruit 2.jpeg"), FileName.read("pont détruit 2.jpeg"));
        assertEquals(
                "attachment; filename=\"pont d_truit.txt\"; filename*=UTF-8''pont%20d%C3%A9truit.txt",
                FileName.disposition("pont détruit.txt"));
        assertTrue(FileType.JPEG.fits("A.JPEG"));
        assertFalse(FileType.JPEG.fits("a.png"));
    }

    @Test
    void claimsAreReadStrictly() {
        assertEquals(Optional.of(FileType.TEXT), FileType.claimed("text/plain; charset=UTF-8"));
        refused(FileType.TEXT, "\uFEFF <!DOCTYPE html><p>a page</p>".getBytes(StandardCharsets.UTF_8));
        assertEquals(Optional.of(FileType.PDF), FileType.claimed("Application/PDF"));
        for (String other :
                List.of("", "text/html", "image/svg+xml", "text/plain; charset=latin1", "application/zip")) {
            assertEquals(Optional.empty(), FileType.claimed(other), other);
        }
    }
}
