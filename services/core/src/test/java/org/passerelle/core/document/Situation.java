package org.passerelle.core.document;

import org.passerelle.core.world.World;

/** One combination of values of a table of the document, as a world. */
public record Situation(String name, World world) {}
