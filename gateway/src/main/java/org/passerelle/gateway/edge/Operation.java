package org.passerelle.gateway.edge;

import io.vertx.core.Future;

/** One action of the API; its id is the operation id of the contract. */
public interface Operation {

    String id();

    /** Answers a call whose caller is known and permitted; fails with {@link Refusal} or as unavailable. */
    Future<Answer> answer(Call call);
}
