package io.guestchat.protocol.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.guestchat.protocol.InvalidValue;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One signed token, parsed and not yet trusted: the steps that every kind of token shares (RFC 8725 section 3). */
final class Jws {
    /** No token of the suite is longer. */
    private static final int MAX_CHARACTERS = 4 * 1024;

    private static final int MIN_RSA_BITS = 2048;

    static final Set<JWSAlgorithm> OWN_ALGORITHMS = Set.of(JWSAlgorithm.ES256);
    static final Set<JWSAlgorithm> TENANT_ALGORITHMS =
            Set.of(JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.PS256, JWSAlgorithm.RS256);

    private final SignedJWT jwt;
    private final JWTClaimsSet claims;

    private Jws(SignedJWT jwt, JWTClaimsSet claims) {
        this.jwt = jwt;
        this.claims = claims;
    }

    static Jws parse(String token) throws TokenRefused {
        if (token.length() > MAX_CHARACTERS) {
            throw new TokenRefused("too long");
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            if (claims == null) {
                throw new TokenRefused("no claims");
            }
            return new Jws(jwt, claims);
        } catch (ParseException | RuntimeException e) {
            throw new TokenRefused("not a signed JWT");
        }
    }

    JWSHeader header() {
        return jwt.getHeader();
    }

    /** Refuses another {@code typ}, another algorithm, and every header that would bring in a key or an extension. */
    Jws requireHeader(String typ, Set<JWSAlgorithm> algorithms) throws TokenRefused {
        JWSHeader header = jwt.getHeader();
        if (header.getType() == null || !typ.equalsIgnoreCase(header.getType().getType())) {
            throw new TokenRefused("typ");
        }
        if (!algorithms.contains(header.getAlgorithm())) {
            throw new TokenRefused("alg");
        }
        if (header.getCriticalParams() != null || !header.isBase64URLEncodePayload()) {
            throw new TokenRefused("crit");
        }
        if (header.getJWKURL() != null || header.getX509CertURL() != null || header.getX509CertChain() != null) {
            throw new TokenRefused("key by reference");
        }
        return this;
    }

    /** Verifies the signature with the key that the header's {@code kid} names in {@code keys}. */
    Jws requireSignature(KeySource keys) throws TokenRefused {
        if (jwt.getHeader().getJWK() != null) {
            throw new TokenRefused("key in the header");
        }
        String kid = jwt.getHeader().getKeyID();
        JWK key = kid == null || kid.isEmpty() ? null : keys.find(kid);
        if (key == null) {
            throw new TokenRefused("kid");
        }
        requireSignature(key);
        return this;
    }

    void requireSignature(JWK key) throws TokenRefused {
        if (key.getKeyUse() != null && !key.getKeyUse().equals(KeyUse.SIGNATURE)) {
            throw new TokenRefused("use of the key");
        }
        if (key.getAlgorithm() != null
                && !key.getAlgorithm().equals(jwt.getHeader().getAlgorithm())) {
            throw new TokenRefused("alg of the key");
        }
        boolean valid;
        try {
            valid = jwt.verify(verifier(key));
        } catch (JOSEException | RuntimeException e) {
            throw new TokenRefused("signature");
        }
        if (!valid) {
            throw new TokenRefused("signature");
        }
    }

    private static JWSVerifier verifier(JWK key) throws JOSEException, TokenRefused {
        return switch (key) {
            case ECKey ec -> new ECDSAVerifier(ec.toPublicJWK());
            case RSAKey rsa when rsa.size() >= MIN_RSA_BITS -> new RSASSAVerifier(rsa.toPublicJWK());
            default -> throw new TokenRefused("kind of key");
        };
    }

    void requireAudience(String audience) throws TokenRefused {
        if (!claims.getAudience().contains(audience)) {
            throw new TokenRefused("aud");
        }
    }

    /** The expiry, which must be ahead. */
    Instant requireAlive(Instant now, Duration leeway) throws TokenRefused {
        Instant expiresAt = expiresAt();
        if (!now.isBefore(expiresAt.plus(leeway))) {
            throw new TokenRefused("exp");
        }
        Date notBefore = claims.getNotBeforeTime();
        if (notBefore != null && notBefore.toInstant().isAfter(now.plus(leeway))) {
            throw new TokenRefused("nbf");
        }
        return expiresAt;
    }

    Instant expiresAt() throws TokenRefused {
        return require(claims.getExpirationTime(), "exp").toInstant();
    }

    Instant issuedAt() throws TokenRefused {
        return require(claims.getIssueTime(), "iat").toInstant();
    }

    String issuer() throws TokenRefused {
        return require(claims.getIssuer(), "iss");
    }

    String subject() throws TokenRefused {
        return require(claims.getSubject(), "sub");
    }

    String id() throws TokenRefused {
        return require(claims.getJWTID(), "jti");
    }

    String text(String claim) throws TokenRefused {
        return require(optionalText(claim), claim);
    }

    @Nullable
    String optionalText(String claim) throws TokenRefused {
        try {
            return claims.getStringClaim(claim);
        } catch (ParseException e) {
            throw new TokenRefused(claim);
        }
    }

    /** {@code cnf.jkt} (RFC 9449 section 6.1), or null without {@code cnf}; any other kind of {@code cnf} is refused. */
    @Nullable
    String confirmationThumbprint() throws TokenRefused {
        if (claims.getClaim("cnf") == null) {
            return null;
        }
        try {
            Object jkt = claims.getJSONObjectClaim("cnf").get("jkt");
            if (jkt instanceof String thumbprint) {
                return thumbprint;
            }
        } catch (ParseException e) {
            throw new TokenRefused("cnf");
        }
        throw new TokenRefused("cnf");
    }

    private static <T> T require(@Nullable T value, String claim) throws TokenRefused {
        if (value == null) {
            throw new TokenRefused(claim);
        }
        return value;
    }

    /** A value whose form {@code parse} knows. */
    interface Parser<T> {
        T parse(String text);
    }

    <T> T parse(String claim, String text, Parser<T> parser) throws TokenRefused {
        try {
            return parser.parse(text);
        } catch (InvalidValue e) {
            throw new TokenRefused(claim);
        }
    }
}
