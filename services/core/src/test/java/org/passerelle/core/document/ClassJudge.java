package org.passerelle.core.document;

import java.util.List;
import java.util.Map;
import org.passerelle.core.record.LabelClasses;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.world.World;

/** Whether a changed fact makes another label class, or only another row of the same. */
final class ClassJudge implements Judge {
    private static final String BELONGS = "Belongs to the";

    @Override
    public Map<String, List<String>> domains() {
        return Map.of(BELONGS, List.of("class", "row"));
    }

    @Override
    public Map<String, String> results(World world) {
        return Map.of(BELONGS, key(world).equals(key(World.base())) ? "row" : "class");
    }

    private static String key(World world) {
        RecordFacts record = world.record();
        return LabelClasses.key(record, record.portions().getFirst());
    }
}
