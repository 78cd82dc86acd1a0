package org.passerelle.core.message;

/**
 * An event-bus address with the types of its question and answer. An expected outcome is part of the answer type; a failed reply
 * means unavailable.
 */
public record Address<Q, A>(String name, Class<Q> question, Class<A> answer) {}
