package org.passerelle.gateway.edge;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.passerelle.platform.crypto.Sha256;

/**
 * Serves the contract to whoever asks: it holds nothing of anybody, and a partner's developers need it before they have an account
 * (docs/decisions/0206).
 */
public final class Description {
    private static final String PATH = Site.BASE_PATH + "/openapi";

    private final List<Form> forms;

    public Description(Contract contract) {
        this.forms = List.of(
                Form.of(PATH + ".yaml", "application/yaml", contract.text()),
                Form.of(PATH + ".json", "application/json", contract.json()));
    }

    /** Mounts its forms beside the API. */
    public void mount(Router router) {
        forms.forEach(form -> router.get(form.path()).handler(form::answer));
    }

    private record Form(String path, String mediaType, Buffer bytes, String tag) {

        static Form of(String path, String mediaType, String text) {
            return new Form(path, mediaType, Buffer.buffer(text), "\"" + Sha256.hex(text) + "\"");
        }

        void answer(RoutingContext context) {
            HttpServerResponse response =
                    context.response().putHeader("ETag", tag).putHeader("Cache-Control", "no-cache");
            if (tag.equals(context.request().getHeader("If-None-Match"))) {
                response.setStatusCode(304).end();
            } else {
                response.putHeader("Content-Type", mediaType).end(bytes);
            }
        }
    }
}
