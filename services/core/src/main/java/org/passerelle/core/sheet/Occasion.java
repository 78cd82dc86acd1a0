package org.passerelle.core.sheet;

import java.time.Instant;

/**
 * On what occasion a record left. It stands on the document: who finds one can tell whose it is, and look the disclosure up.
 *
 * @param recipient party in whose marking system it is written
 * @param account that asked
 * @param purpose as stated
 * @param at when it was made
 */
public record Occasion(String recipient, String account, String purpose, Instant at) {}
