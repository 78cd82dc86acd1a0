package org.passerelle.core.party;

/** What kind of organisation a party is; which kinds are screened is configuration (HRDDP H1). */
public enum PartyType {
    UN_ENTITY,
    EXPERT_BODY,
    FOREIGN_NATIONAL_FORCE,
    NATIONAL_FORCE,
    REGIONAL_FORCE,
    INTERAGENCY_UNIT,
    EU_MISSION,
    INTERNATIONAL_ORGANISATION,
    POLITICAL
}
