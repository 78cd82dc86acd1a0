package org.passerelle.screening;

import io.vertx.core.Future;
import org.passerelle.core.message.Done;
import org.passerelle.core.message.Policy;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.note.NoteOutbox;

/** What follows a committed change of policy: the operator's log hears of it, and every gateway must enforce it. */
record Effect(Bus bus, NoteOutbox outbox) {

    /** Completes when no gateway can still decide under a version below {@code barrier}. */
    Future<Done> of(long barrier) {
        outbox.wake();
        return bus.ask(Policy.AWAIT, new Policy.Await(barrier), Policy.PATIENCE);
    }
}
