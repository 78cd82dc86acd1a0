package org.passerelle.gateway.interchange;

import java.util.List;
import java.util.function.UnaryOperator;
import org.passerelle.gateway.submission.LocatedFault;

/** Makes submissions of the items of one file. */
public interface Translator {

    Translated translate(Item.Whole item);

    /** What comes of an item. */
    sealed interface Translated {
        /**
         * @param body JSON as {@code POST /records} takes it
         * @param placing from a place in the body to the place in the file
         */
        record Submission(String body, UnaryOperator<LocatedFault> placing) implements Translated {}

        /** @param faults at their place in the file */
        record Refused(List<LocatedFault> faults) implements Translated {
            public Refused {
                faults = List.copyOf(faults);
            }
        }
    }
}
