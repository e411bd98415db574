package io.guestchat.platform.trust;

import io.guestchat.protocol.token.KeySource;
import java.net.InetAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The keys at a configured location: a {@code file:} or {@code https:} URL of a JWKS, or {@code http:} on loopback. Over plain http
 * whoever is on the way could answer with keys of their own, and sign what they like.
 */
public final class KeySources {
    private KeySources() {}

    /**
     * A tenant's keys.
     *
     * @throws IllegalArgumentException if the location is of no such form
     */
    public static KeySource ofTenant(URI jwks) {
        if (isExposed(jwks)) {
            throw new IllegalArgumentException("jwks: plain http is for loopback only, is " + jwks);
        }
        return KeySource.at(jwks);
    }

    /**
     * The keys of another of the suite's services, which plain http may be allowed to reach: inside a cluster.
     *
     * @param setting   the name of the location's setting; {@code <setting>-plain-http} is that of {@code plainHttp}
     * @param plainHttp whether {@code http:} is allowed beyond loopback
     * @throws IllegalStateException if the location is of no such form; the message names the setting
     */
    public static KeySource ofService(String setting, URI jwks, boolean plainHttp) {
        if (isExposed(jwks) && !plainHttp) {
            throw new IllegalStateException("%s: plain http is for loopback only, unless %s-plain-http=true; is %s"
                    .formatted(setting, setting, jwks));
        }
        try {
            return KeySource.at(jwks);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(setting + ": " + e.getMessage(), e);
        }
    }

    private static boolean isExposed(URI jwks) {
        return "http".equals(jwks.getScheme()) && !isLoopback(jwks.getHost());
    }

    /** By the name itself: what a resolver says now it need not say later. */
    private static boolean isLoopback(@Nullable String host) {
        try {
            return host != null
                    && (host.equals("localhost") || InetAddress.ofLiteral(host).isLoopbackAddress());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
