package org.passerelle.gateway.portal;

/**
 * One file as it is served.
 *
 * @param lasting its path changes with its content, so that a browser may keep it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record PortalFile(String mediaType, byte[] content, byte[] zipped, boolean lasting) {

    /** The media type by the file's ending. */
    static String mediaType(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "json" -> "application/json";
            case "svg" -> "image/svg+xml";
            default -> throw new IllegalArgumentException("the portal has no files like " + name);
        };
    }
}
