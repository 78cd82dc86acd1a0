package org.passerelle.platform.config;

/** A configuration that cannot be used; the message says where and what, in one sentence. */
public final class ConfigFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigFault(String message) {
        super(message, null, false, false);
    }
}
