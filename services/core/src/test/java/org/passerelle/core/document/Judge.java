package org.passerelle.core.document;

import java.util.List;
import java.util.Map;
import org.passerelle.core.world.World;

/** Runs the product on a situation and says what came of it, by result column. */
interface Judge {
    /** Result columns with every text that a cell may have: what a changed cell is changed to. */
    Map<String, List<String>> domains();

    /** What the situation comes to, for every result column. */
    Map<String, String> results(World world);
}
