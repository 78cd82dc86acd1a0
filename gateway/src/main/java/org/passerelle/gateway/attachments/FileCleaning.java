package org.passerelle.gateway.attachments;

/**
 * Sees to it that a file is of the type that it claims, and takes out what says who made it, with what, when and where. What cannot be
 * looked through is refused. It takes as long as the file is large: not for the event loop.
 */
public final class FileCleaning {
    private FileCleaning() {}

    public static Cleaned clean(FileType claimed, byte[] bytes) {
        try {
            return new Cleaned.Kept(
                    switch (claimed) {
                        case PDF -> PdfCleaner.clean(bytes);
                        case PNG -> PngCleaner.clean(bytes);
                        case JPEG -> JpegCleaner.clean(bytes);
                        case TEXT, CSV -> TextCheck.text(bytes);
                        case JSON -> TextCheck.json(bytes);
                        case GEOJSON -> TextCheck.geoJson(bytes);
                    });
        } catch (UncleanFile unclean) {
            return new Cleaned.Refused(unclean.reason());
        }
    }
}
