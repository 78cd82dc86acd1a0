package org.passerelle.node.identity;

/** A person's password and the Base32 secret of the second factor. */
public record PersonSecret(String password, String totpSecret) {

    /** Never prints the secrets. */
    @Override
    public String toString() {
        return "PersonSecret";
    }
}
