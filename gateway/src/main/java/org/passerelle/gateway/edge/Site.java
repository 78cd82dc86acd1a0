package org.passerelle.gateway.edge;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Everything this server answers: the API, the portal's files, and the same problem for everything else. */
public final class Site {
    static final String BASE_PATH = "/api/v1";

    private final Vertx vertx;
    private final List<Consumer<Router>> beside = new ArrayList<>();

    public Site(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Something to mount beside the API, before its router is built. */
    public void beside(Consumer<Router> part) {
        beside.add(part);
    }

    /** The whole router around the API's. */
    public Router around(Router api) {
        Router router = Router.router(vertx);
        router.route().handler(Site::harden);
        router.route().handler(Site::requirePath);
        router.route("/").handler(context -> context.redirect("/portal/"));
        beside.forEach(part -> part.accept(router));
        // The builder leaves the base path out.
        router.route(BASE_PATH + "/*").subRouter(api);
        List.of(400, 404, 405, 413, 415, 500).forEach(status -> router.errorHandler(status, Api::failed));
        return router;
    }

    /**
     * A request line names a path and no host: routing would drop the host, while whoever signs a request signs it with one. Stricter than
     * RFC 9112, section 3.2.2; clients name a host there when they speak to a proxy.
     */
    private static void requirePath(RoutingContext context) {
        String target = context.request().uri();
        if (target.startsWith("/") && !target.startsWith("//")) {
            context.next();
        } else {
            context.fail(
                    400,
                    new Refusal(Problem.of(Problem.Kind.MALFORMED, "the request line must name a path, and no host")));
        }
    }

    private static void harden(RoutingContext context) {
        HttpServerResponse response = context.response();
        response.putHeader("X-Content-Type-Options", "nosniff");
        response.putHeader("Referrer-Policy", "no-referrer");
        response.putHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.putHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.putHeader("Cache-Control", "no-store");
        response.putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        if (context.request().isSSL()) {
            response.putHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
        context.next();
    }
}
