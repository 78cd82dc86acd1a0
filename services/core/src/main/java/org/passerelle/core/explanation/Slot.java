package org.passerelle.core.explanation;

import java.util.Locale;

/** A place in a sentence, and how what stands there is worded. */
public enum Slot {
    ACCOUNT(Sort.ID),
    ACTION(Sort.ACTION),
    AGREEMENT(Sort.ID),
    ALLEGATION(Sort.ID),
    AREAS(Sort.ID),
    ASPECTS(Sort.ASPECT),
    ASSESSMENTS(Sort.ID),
    BY(Sort.ID),
    CEILING(Sort.LEVEL),
    CLAUSE(Sort.ID),
    COMPARTMENTS(Sort.ID),
    END_USER(Sort.ID),
    EXEMPTION(Sort.ID),
    FROM(Sort.ID),
    LEVEL(Sort.LEVEL),
    MITIGATION(Sort.ID),
    NAMES(Sort.ID),
    NEEDED(Sort.STRENGTH),
    ORIGINATORS(Sort.ID),
    PARTY(Sort.ID),
    PURPOSE(Sort.PURPOSE),
    STRENGTH(Sort.STRENGTH),
    SUBJECT(Sort.SUBJECT),
    TLP(Sort.TLP),
    TLP_MAX(Sort.TLP),
    TO(Sort.ID),
    TYPE(Sort.TYPE),
    UNIT(Sort.ID),
    UNTIL(Sort.INSTANT);

    /** How a value is worded. */
    enum Sort {
        ID,
        ACTION,
        ASPECT,
        INSTANT,
        LEVEL,
        PURPOSE,
        STRENGTH,
        SUBJECT,
        TLP,
        TYPE
    }

    private final Sort sort;

    Slot(Sort sort) {
        this.sort = sort;
    }

    Sort sort() {
        return sort;
    }

    /** The name by which the catalogues know the place. */
    String place() {
        return name().toLowerCase(Locale.ROOT);
    }
}
