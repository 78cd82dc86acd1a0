package org.passerelle.gateway.imports;

import java.util.List;
import org.passerelle.gateway.interchange.ImportFormat;
import org.passerelle.gateway.interchange.Item;
import org.passerelle.gateway.interchange.Translator;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.LocatedFault;

/** Makes no more of the items of one piece than so many characters: they are held together, and a mapping makes much of little. */
final class BoundedTranslator implements Translator {
    private final Translator translator;
    private int room = ImportFormat.MOST_OF_A_PIECE;

    BoundedTranslator(Translator translator) {
        this.translator = translator;
    }

    @Override
    public Translated translate(Item.Whole item) {
        if (room <= 0) {
            return tooMuch(item);
        }
        return switch (translator.translate(item)) {
            case Translated.Submission submission -> {
                room -= submission.body().length();
                yield room < 0 ? tooMuch(item) : submission;
            }
            case Translated.Refused refused -> refused;
        };
    }

    private static Translated tooMuch(Item.Whole item) {
        Fault fault = new Fault(
                "",
                Fault.Code.TOO_LONG,
                "the items of this piece come to more than " + ImportFormat.MOST_OF_A_PIECE
                        + " characters; send fewer in one");
        return new Translated.Refused(List.of(new LocatedFault(fault, Math.toIntExact(item.line()), 0)));
    }
}
