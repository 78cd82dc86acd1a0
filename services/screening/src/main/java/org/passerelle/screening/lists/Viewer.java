package org.passerelle.screening.lists;

import java.time.Instant;
import org.passerelle.core.label.Level;

/** Who asks for matches: of which party, up to which level, and when. */
record Viewer(String party, Level clearance, Instant at) {}
