package io.guestchat.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;

/** Every address of the page's server. What is not named here is a short 404. */
@ApplicationScoped
class PageRoutes {

    private static final String SIGNATURE = "SHA384SUMS.sig";

    private final WebConfig config;

    PageRoutes(WebConfig config) {
        this.config = config;
    }

    void register(@Observes Router router) throws IOException {
        PageHeaders headers = new PageHeaders(config);
        router.route().order(-1).handler(request -> {
            headers.addTo(request.response().headers());
            request.next();
        });

        Map<String, PageFile> files = PageFiles.load();
        for (PageFile file : files.values()) {
            if (file.name().equals("index.html")) {
                // A guest link's path is /i; all that tells one link from another stays in the browser.
                serve(router, "/", file);
                serve(router, "/i", file);
            } else {
                serve(router, "/" + file.name(), file);
            }
        }

        Buffer settings = new JsonObject()
                .put("sessionUrl", config.sessionUrl().toString())
                .toBuffer();
        serve(router, "/config.json", new PageFile("config.json", settings, null));
        if (config.signature().isPresent()) {
            Buffer signature =
                    Buffer.buffer(Files.readAllBytes(config.signature().get()));
            serve(router, "/" + SIGNATURE, new PageFile(SIGNATURE, signature, null));
        }

        router.route().last().handler(PageRoutes::notFound);
    }

    private static void serve(Router router, String path, PageFile file) {
        router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(request -> answer(request, file));
    }

    private static void answer(RoutingContext request, PageFile file) {
        var response = request.response();
        response.putHeader("Content-Type", file.contentType()).putHeader("Cache-Control", file.cacheControl());
        Buffer body = file.plain();
        Buffer brotli = file.brotli();
        if (brotli != null) {
            response.putHeader("Vary", "Accept-Encoding");
            if (acceptsBrotli(request)) {
                response.putHeader("Content-Encoding", "br");
                body = brotli;
            }
        }
        if (request.request().method() == HttpMethod.HEAD) {
            response.putHeader("Content-Length", String.valueOf(body.length())).end();
        } else {
            response.end(body);
        }
    }

    private static boolean acceptsBrotli(RoutingContext request) {
        return request.parsedHeaders().acceptEncoding().stream()
                .anyMatch(encoding -> encoding.value().equals("br") && encoding.weight() > 0);
    }

    private static void notFound(RoutingContext request) {
        request.response()
                .setStatusCode(404)
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                .end("Not found\n");
    }
}
