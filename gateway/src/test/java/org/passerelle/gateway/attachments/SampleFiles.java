package org.passerelle.gateway.attachments;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Calendar;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;

/** Small files that say in every place they have who made them. */
public final class SampleFiles {
    public static final String AUTHOR = "Zerfall Probe";

    private SampleFiles() {}

    /** Makes a PDF out of a document that has a page with words and a photograph. */
    interface Change {
        void of(PDDocument document) throws IOException;
    }

    public static byte[] jpeg() {
        byte[] plain = image("jpg");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(plain, 0, 2);
        segment(out, 0xE1, "Exif\0\0" + AUTHOR);
        segment(out, 0xE1, "http://ns.adobe.com/xap/1.0/\0" + AUTHOR);
        segment(out, 0xED, "Photoshop 3.0\0" + AUTHOR);
        segment(out, 0xFE, AUTHOR);
        out.write(plain, 2, plain.length - 2);
        out.writeBytes(AUTHOR.getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private static void segment(ByteArrayOutputStream out, int marker, String content) {
        out.write(0xff);
        out.write(marker);
        out.write((content.length() + 2) >> 8);
        out.write(content.length() + 2);
        out.writeBytes(content.getBytes(StandardCharsets.US_ASCII));
    }

    public static byte[] png() {
        byte[] plain = image("png");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int header = 8 + 12 + 13;
        out.write(plain, 0, header);
        chunk(out, "tEXt", "Author\0" + AUTHOR);
        chunk(out, "iTXt", "XML:com.adobe.xmp\0\0\0\0\0" + AUTHOR);
        chunk(out, "eXIf", AUTHOR);
        chunk(out, "tIME", "1234567");
        chunk(out, "prVt", AUTHOR);
        out.write(plain, header, plain.length - header);
        out.writeBytes(AUTHOR.getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    static void chunk(ByteArrayOutputStream out, String type, String content) {
        byte[] bytes = (type + content).getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(bytes);
        out.writeBytes(ByteBuffer.allocate(4).putInt(content.length()).array());
        out.writeBytes(bytes);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }

    static byte[] image(String format) {
        BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 40; x++) {
            for (int y = 0; y < 30; y++) {
                image.setRGB(x, y, ((x * 6) << 16) | ((y * 8) << 8) | (x * y % 255));
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, out);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return out.toByteArray();
    }

    public static byte[] pdf() {
        return pdf(document -> {});
    }

    static byte[] pdf(Change change) {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage();
            document.addPage(page);
            PDImageXObject photograph = PDImageXObject.createFromByteArray(document, jpeg(), "photograph");
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                content.newLineAtOffset(100, 700);
                content.showText("what the convoy saw");
                content.endText();
                content.drawImage(photograph, 100, 500);
            }
            PDDocumentInformation information = new PDDocumentInformation();
            information.setAuthor(AUTHOR);
            information.setProducer(AUTHOR);
            information.setCreationDate(Calendar.getInstance());
            document.setDocumentInformation(information);
            PDMetadata metadata = new PDMetadata(document);
            metadata.importXMPMetadata(("<x>" + AUTHOR + "</x>").getBytes(StandardCharsets.US_ASCII));
            document.getDocumentCatalog().setMetadata(metadata);
            COSDictionary ofPrograms = new COSDictionary();
            ofPrograms.setString("Editor", AUTHOR);
            page.getCOSObject().setItem(COSName.getPDFName("PieceInfo"), ofPrograms);
            PDAnnotationText note = new PDAnnotationText();
            note.setTitlePopup(AUTHOR);
            note.setContents("a remark");
            note.setRectangle(page.getMediaBox());
            page.getAnnotations().add(note);
            change.of(document);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
