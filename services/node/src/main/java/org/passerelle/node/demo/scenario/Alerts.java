package org.passerelle.node.demo.scenario;

import org.passerelle.node.demo.Draft;
import org.passerelle.node.demo.Draft.Marking;
import org.passerelle.node.demo.Stage;

/** The warning that the unit scenarios are about. */
final class Alerts {
    static final String FORCE_PROTECTION = "force-protection";
    static final String CIVILIANS = "protection-of-civilians";

    private Alerts() {}

    /** An unclassified warning of a roadside device near Gao, with a source and a name that must never arrive. */
    static Draft gao(Stage stage, String... purposes) {
        return Draft.of("alert", Marking.of("UN UNCLASSIFIED").tlp("GREEN").only("purposes", purposes))
                .in("ML", "ML-7")
                .at(-0.0431, 16.4127)
                .eventTime("2015-05-05T06:00:00Z")
                .grading("B2")
                .tag("event:type=\"ied\"")
                .detail("urgency", "immediate")
                .detail("threat", "ied")
                .portion("title", "Suspected roadside device north of Gao, report " + stage.run())
                .portion("body", "Disturbed earth and a length of wire beside the track; use the western track.")
                .portion("source", "A herder who passes weekly, word " + stage.run() + "-herder.")
                .portion("persons", "Known to the patrol as Ag Tessaghlit, word " + stage.run() + "-name.");
    }
}
