package org.passerelle.gateway.keys;

import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;
import org.passerelle.gateway.disclosure.RenderedView;
import org.passerelle.platform.crypto.InstallationKey;

/** Entity tags of views: a keyed hash, so that a tag tells nothing of what it was made from, nor of other people's views. */
public final class ViewTags {
    private final SecretKeySpec key;

    public ViewTags(InstallationKey installation) {
        this.key = installation.derive("view-tag", "HmacSHA256");
    }

    /** The strong entity tag of a view. */
    public String of(RenderedView view) {
        byte[] tag = InstallationKey.mac(key.getEncoded(), view.identity());
        return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(tag) + '"';
    }
}
