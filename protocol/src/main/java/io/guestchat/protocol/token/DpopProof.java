package io.guestchat.protocol.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import io.guestchat.protocol.Base64Url;
import io.guestchat.protocol.limit.Limits;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A valid DPoP proof (RFC 9449 section 4.3): somebody holds the private key with this thumbprint and meant this request. Two
 * checks are left to the caller, who has the state for them: that {@code jti} was not spent before, on any node, and that
 * {@code nonce} is one it gave out, where it asks for one.
 *
 * @param jkt   thumbprint (RFC 7638) of the key
 * @param jti   unique per proof
 * @param nonce as the proof has it
 */
public record DpopProof(
        String jkt, String jti, Instant issuedAt, @Nullable String nonce) {
    public static final String TYPE = "dpop+jwt";

    private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})");
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    /**
     * @param htm         the request's method
     * @param htu         the public URL of what was called, from configuration
     * @param accessToken what goes along with the proof, which must then carry its hash in {@code ath}
     * @throws TokenRefused if the proof is not for this
     */
    public static DpopProof verify(String proof, String htm, URI htu, @Nullable String accessToken, Instant now)
            throws TokenRefused {
        Jws jws = Jws.parse(proof).requireHeader(TYPE, Jws.OWN_ALGORITHMS);
        ECKey key = key(jws);
        VerificationKey verifying = VerificationKey.of(key);
        if (verifying == null) {
            throw new TokenRefused("jwk");
        }
        jws.requireSignature(verifying);
        if (!htm.equals(jws.text("htm"))) {
            throw new TokenRefused("htm");
        }
        if (!normal(htu.toString()).equals(normal(jws.text("htu")))) {
            throw new TokenRefused("htu");
        }
        Instant issuedAt = jws.issuedAt();
        if (issuedAt.isBefore(now.minus(Limits.PROOF_WINDOW)) || issuedAt.isAfter(now.plus(Limits.PROOF_WINDOW))) {
            throw new TokenRefused("iat");
        }
        if (accessToken != null && !hash(accessToken).equals(jws.text("ath"))) {
            throw new TokenRefused("ath");
        }
        return new DpopProof(thumbprint(key), jws.id(), issuedAt, jws.optionalText("nonce"));
    }

    private static ECKey key(Jws jws) throws TokenRefused {
        if (jws.header().getJWK() instanceof ECKey key
                && !key.isPrivate()
                && key.getCurve().equals(Curve.P_256)) {
            return key;
        }
        throw new TokenRefused("jwk");
    }

    private static String thumbprint(ECKey key) throws TokenRefused {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new TokenRefused("jwk");
        }
    }

    private static String hash(String accessToken) {
        try {
            return Base64Url.encode(
                    MessageDigest.getInstance("SHA-256").digest(accessToken.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Syntax- and scheme-based normalisation (RFC 3986 section 6.2.2 and 6.2.3), without query and fragment. */
    private static String normal(String htu) throws TokenRefused {
        try {
            URI uri = URI.create(htu);
            if (uri.getScheme() == null || uri.getHost() == null || uri.getUserInfo() != null) {
                throw new TokenRefused("htu");
            }
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            int defaultPort = scheme.equals("https") ? 443 : 80;
            int port = uri.getPort() == -1 ? defaultPort : uri.getPort();
            String origin = scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":" + port;
            String path =
                    URI.create(origin + unescaped(uri.getRawPath())).normalize().getRawPath();
            return origin + (path.isEmpty() ? "/" : path);
        } catch (IllegalArgumentException e) {
            throw new TokenRefused("htu");
        }
    }

    private static String unescaped(String path) {
        return ESCAPE.matcher(path).replaceAll(escape -> {
            char character = (char) Integer.parseInt(escape.group(1), 16);
            return UNRESERVED.indexOf(character) < 0
                    ? escape.group().toUpperCase(Locale.ROOT)
                    : String.valueOf(character);
        });
    }
}
