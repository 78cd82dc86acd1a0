package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.JsonSchema;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import java.net.http.HttpResponse;
import java.util.Objects;
import org.passerelle.gateway.edge.Contract;

/** The OpenAPI file, to hold answers against. */
final class KeptContract {
    final OpenAPIContract file;
    private final ResponseValidator validator;

    KeptContract(RunningGateway gateway) {
        file = OpenAPIContract.from(gateway.vertx, Contract.load().forRouter())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        validator = ResponseValidator.create(gateway.vertx, file);
    }

    /** Whether the file lets a body in JSON be sent. */
    boolean takes(String operationId, JsonObject body) {
        JsonSchema schema = Objects.requireNonNull(file.operation(operationId))
                .getRequestBody()
                .determineContentType("application/json")
                .getSchema();
        return file.getSchemaRepository().validator(schema).validate(body).getValid();
    }

    /** The body of an answer that has this status and the form which the file gives it. */
    JsonObject keeps(String operationId, int status, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        RunningGateway.await(validator.validate(
                ValidatableResponse.create(status, Buffer.buffer(answer.body()), "application/json"), operationId));
        return new JsonObject(answer.body());
    }
}
