package io.guestchat.protocol.token;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of one signer: a JWKS (RFC 7517) behind a {@code file:}, {@code http:} or {@code https:} URL that stands in
 * the configuration, never in a token. It is read again every {@value #REFRESH_SECONDS} s and when an unknown {@code kid}
 * turns up (at most once in {@value #MIN_INTERVAL_SECONDS} s), and kept through an outage of the signer. Reading blocks.
 */
public final class KeySource {
    private static final int REFRESH_SECONDS = 8;
    private static final int MIN_INTERVAL_SECONDS = 2;
    private static final int TIMEOUT_MS = 2_000;
    private static final int MAX_BYTES = 64 * 1024;

    private final JWKSource<SecurityContext> jwks;

    private KeySource(JWKSource<SecurityContext> jwks) {
        this.jwks = jwks;
    }

    /** @throws IllegalArgumentException if the location is not a URL this class reads */
    public static KeySource at(URI location) {
        URL url;
        try {
            url = location.toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("not a URL of a JWKS: " + location, e);
        }
        return new KeySource(JWKSourceBuilder.create(url, new Retriever())
                .cache(Duration.ofSeconds(REFRESH_SECONDS).toMillis(), TIMEOUT_MS * 2L)
                .refreshAheadCache(false)
                .rateLimited(Duration.ofSeconds(MIN_INTERVAL_SECONDS).toMillis())
                .outageTolerantForever()
                .build());
    }

    /** Keys that are at hand: those that the caller itself publishes. */
    public static KeySource of(JWKSet keys) {
        return new KeySource(new ImmutableJWKSet<>(keys));
    }

    /**
     * The key with this id, or null if the signer has none such.
     *
     * @throws KeysUnavailable if the keys have never been read and cannot be now
     */
    @Nullable
    JWK find(String kid) {
        List<JWK> found;
        try {
            found = jwks.get(new JWKSelector(new JWKMatcher.Builder().keyID(kid).build()), null);
        } catch (RateLimitReachedException e) {
            return null;
        } catch (KeySourceException e) {
            throw new KeysUnavailable(e);
        }
        return found.isEmpty() ? null : found.getFirst();
    }

    /** Follows no redirect: the configured host answers, or nobody. */
    private static final class Retriever extends DefaultResourceRetriever {
        Retriever() {
            super(TIMEOUT_MS, TIMEOUT_MS, MAX_BYTES);
        }

        @Override
        protected HttpURLConnection openHTTPConnection(URL url) throws IOException {
            HttpURLConnection connection = super.openHTTPConnection(url);
            connection.setInstanceFollowRedirects(false);
            return connection;
        }
    }
}
