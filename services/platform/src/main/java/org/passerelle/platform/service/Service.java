package org.passerelle.platform.service;

import io.vertx.core.Future;

/** A part of the product that a node can run. */
public interface Service {

    /** The name by which a node is told to run it; also its database schema. */
    String name();

    /** Completes when it answers; fails when it cannot, and then the node stops. */
    Future<Void> start(ServiceContext context);
}
