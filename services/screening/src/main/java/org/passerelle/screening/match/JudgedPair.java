package org.passerelle.screening.match;

/**
 * Two names of which somebody has said whether they are the same.
 *
 * @param row of the file, the header being the first
 * @param schema what bears the name, such as Person or Company
 */
public record JudgedPair(int row, String schema, String name1, String name2, boolean match) {}
