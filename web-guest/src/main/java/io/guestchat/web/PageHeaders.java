package io.guestchat.web;

import io.vertx.core.MultiMap;
import java.net.URI;

/** The headers of every answer: what the page may load and reach, and that nothing learns where it was. */
final class PageHeaders {

    private static final String NO_PERMISSIONS = "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), "
            + "display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), magnetometer=(), "
            + "microphone=(), midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(), "
            + "screen-wake-lock=(), usb=(), xr-spatial-tracking=()";

    private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();

    PageHeaders(WebConfig config) {
        headers.add("Content-Security-Policy", policy(origin(config.sessionUrl()), origin(config.relayOrigin())))
                .add("Referrer-Policy", "no-referrer")
                .add("Cross-Origin-Opener-Policy", "same-origin")
                .add("Cross-Origin-Resource-Policy", "same-origin")
                .add("X-Content-Type-Options", "nosniff")
                .add("Permissions-Policy", NO_PERMISSIONS)
                .add("X-Robots-Tag", "noindex");
    }

    void addTo(MultiMap response) {
        response.addAll(headers);
    }

    /** 'self' is for config.json and the reader's language; the policy for the address of the page's own worker. */
    private static String policy(String session, String relay) {
        return "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' " + session + " " + relay
                + "; img-src 'self' data:; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none';"
                + " frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types guestchat-worker";
    }

    /** Only the origin: a path or a stray {@code ;} in configuration never reaches the policy. */
    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority();
    }
}
