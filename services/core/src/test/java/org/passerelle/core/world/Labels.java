package org.passerelle.core.world;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;

/** Labels that restrict nothing but by their level, their TLP and whose content it is. */
public final class Labels {
    private Labels() {}

    public static Label plain(Level level, Tlp tlp, Set<String> originators, Instant markedAt) {
        return new Label(
                level,
                tlp,
                originators,
                Audience.unrestricted(),
                Set.of(),
                Audience.unrestricted(),
                Set.of(),
                Audience.unrestricted(),
                Audience.unrestricted(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                markedAt);
    }
}
