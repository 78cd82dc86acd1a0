package org.passerelle.gateway.edge;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.openapi.contract.OpenAPIContract;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ContractTest {
    private final Contract contract = Contract.load();

    @Test
    void theFileIsAContractThatTheRouterUnderstands() {
        Vertx vertx = Vertx.vertx();
        try {
            assertDoesNotThrow(() -> OpenAPIContract.from(vertx, contract.forRouter())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @Test
    void startFailsWhenAnOperationHasNoHandler() {
        List<Operation> operations = handlers();
        operations.removeFirst();
        assertThrows(IllegalStateException.class, () -> Api.byId(contract, operations));
    }

    @Test
    void startFailsWhenAHandlerHasNoOperation() {
        List<Operation> operations = handlers();
        operations.add(new Silent("openEverything"));
        assertThrows(IllegalStateException.class, () -> Api.byId(contract, operations));
    }

    @Test
    void startFailsWhenAnOperationHasTwoHandlers() {
        List<Operation> operations = handlers();
        operations.add(new Silent("getRecord"));
        assertThrows(IllegalStateException.class, () -> Api.byId(contract, operations));
    }

    @Test
    void everyOperationNamesItsRoles() {
        assertTrue(contract.operationIds().contains("getRecord"));
        contract.operationIds().forEach(id -> assertTrue(!contract.roles(id).isEmpty(), id + " names no role"));
    }

    private List<Operation> handlers() {
        List<Operation> operations = new ArrayList<>();
        contract.operationIds().forEach(id -> operations.add(new Silent(id)));
        return operations;
    }

    private record Silent(String id) implements Operation {
        @Override
        public Future<Answer> answer(Call call) {
            return Future.succeededFuture(Answer.empty(204));
        }
    }
}
