package io.guestchat.web;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * One file of the built page, in memory.
 *
 * @param brotli the same bytes compressed by the page's build; absent for what does not shrink
 */
record PageFile(String name, Buffer plain, @Nullable Buffer brotli) {

    /** Names under assets/ carry a hash of their content: the same name never means other bytes. */
    String cacheControl() {
        return name.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache";
    }

    String contentType() {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "json" -> "application/json";
            case "svg" -> "image/svg+xml";
            case "SHA384SUMS", "sig" -> "text/plain; charset=utf-8";
            default -> "application/octet-stream";
        };
    }
}
