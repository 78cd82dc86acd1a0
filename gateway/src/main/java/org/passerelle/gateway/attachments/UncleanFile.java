package org.passerelle.gateway.attachments;

/** A file that is not what it claims to be, or that cannot be cleaned; the message may be told to whoever sent it. */
final class UncleanFile extends Exception {
    private static final long serialVersionUID = 1L;

    UncleanFile(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
