package org.passerelle.gateway.attachments;

/** What became of a file. */
public sealed interface Cleaned {

    /** @param bytes without what they said beside their content; cleaning them again changes nothing */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    record Kept(byte[] bytes) implements Cleaned {}

    /** @param reason in words for whoever sent it; nothing of the content */
    record Refused(String reason) implements Cleaned {}
}
