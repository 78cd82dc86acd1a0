package org.passerelle.gateway.edge;

import io.vertx.core.Future;

/** One action of the API; its id is the operation id of the contract. */
public interface Operation {

    String id();

    /** Whether it reads the body of a call as it comes, bounded by itself; else the body is there before it is called. */
    default boolean readsItself() {
        return false;
    }

    /** Answers a call whose caller is known and permitted; fails with {@link Refusal} or as unavailable. */
    Future<Answer> answer(Call call);
}
