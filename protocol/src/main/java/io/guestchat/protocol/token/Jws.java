package io.guestchat.protocol.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import io.guestchat.protocol.Base64Url;
import io.guestchat.protocol.InvalidValue;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One signed token, parsed and not yet trusted: the steps that every kind of token shares (RFC 8725 section 3). */
final class Jws {
    /** No token of the suite is longer. */
    private static final int MAX_CHARACTERS = 4 * 1024;

    private static final int MAX_ID_CHARACTERS = 256;

    /** Seconds since 1970 in the year 9999: later is not a time but an attempt to overflow one. */
    private static final long LAST_SECOND = 253_402_300_799L;

    /** Members of a header that would bring in a key, or change what the rest means. {@code jwk} is a proof's alone. */
    private static final List<String> FORBIDDEN = List.of("crit", "b64", "zip", "enc", "jku", "x5u", "x5c");

    /** What the suite itself, and a guest's browser, sign with. */
    static final Set<SignatureAlgorithm> OWN_ALGORITHMS = Set.of(SignatureAlgorithm.ES256);

    private final JWSHeader header;
    private final JsonNode claims;
    private final byte[] signed;
    private final Base64URL signature;

    private Jws(JWSHeader header, JsonNode claims, byte[] signed, Base64URL signature) {
        this.header = header;
        this.claims = claims;
        this.signed = signed;
        this.signature = signature;
    }

    /** Three parts, each spelled in the one way that base64url has, the first two strict JSON objects. */
    static Jws parse(String token) throws TokenRefused {
        if (token.length() > MAX_CHARACTERS) {
            throw new TokenRefused("too long");
        }
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            throw new TokenRefused("not a signed JWT");
        }
        try {
            JsonNode header = StrictObject.parse(Base64Url.decode(parts[0]));
            for (String member : FORBIDDEN) {
                if (header.has(member)) {
                    throw new TokenRefused("header " + member);
                }
            }
            JsonNode claims = StrictObject.parse(Base64Url.decode(parts[1]));
            Base64Url.requireCanonical(parts[2]);
            return new Jws(
                    JWSHeader.parse(new Base64URL(parts[0])),
                    claims,
                    token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII),
                    new Base64URL(parts[2]));
        } catch (ParseException | RuntimeException e) {
            throw new TokenRefused("not a signed JWT");
        }
    }

    JWSHeader header() {
        return header;
    }

    /** Refuses another {@code typ} and another algorithm. */
    Jws requireHeader(String typ, Set<SignatureAlgorithm> algorithms) throws TokenRefused {
        if (header.getType() == null || !typ.equalsIgnoreCase(header.getType().getType())) {
            throw new TokenRefused("typ");
        }
        String algorithm = header.getAlgorithm().getName();
        if (algorithms.stream().noneMatch(allowed -> allowed.name().equals(algorithm))) {
            throw new TokenRefused("alg");
        }
        return this;
    }

    /** Verifies the signature with the key that the header's {@code kid} names in {@code keys}. */
    Jws requireSignature(KeySource keys) throws TokenRefused {
        if (header.getJWK() != null) {
            throw new TokenRefused("header jwk");
        }
        String kid = header.getKeyID();
        VerificationKey key = kid == null || kid.isEmpty() ? null : keys.find(kid);
        if (key == null) {
            throw new TokenRefused("kid");
        }
        requireSignature(key);
        return this;
    }

    void requireSignature(VerificationKey key) throws TokenRefused {
        key.verify(header, signed, signature);
    }

    void requireAudience(String audience) throws TokenRefused {
        JsonNode claimed = claims.path("aud");
        for (JsonNode one : claimed.isArray() ? claimed : List.of(claimed)) {
            if (one.isTextual() && one.textValue().equals(audience)) {
                return;
            }
        }
        throw new TokenRefused("aud");
    }

    /** The expiry, which must be ahead; {@code nbf} and {@code iat}, where there are any, must not be. */
    Instant requireAlive(Instant now, Duration leeway) throws TokenRefused {
        Instant expiresAt = expiresAt();
        if (!now.isBefore(expiresAt.plus(leeway))) {
            throw new TokenRefused("exp");
        }
        for (String claim : List.of("nbf", "iat")) {
            if (claims.has(claim) && time(claim).isAfter(now.plus(leeway))) {
                throw new TokenRefused(claim);
            }
        }
        return expiresAt;
    }

    Instant expiresAt() throws TokenRefused {
        return time("exp");
    }

    Instant issuedAt() throws TokenRefused {
        return time("iat");
    }

    String issuer() throws TokenRefused {
        return text("iss");
    }

    String subject() throws TokenRefused {
        return text("sub");
    }

    /** The {@code jti}, which is neither empty nor longer than {@value #MAX_ID_CHARACTERS} characters. */
    String id() throws TokenRefused {
        String id = text("jti");
        if (id.isEmpty() || id.length() > MAX_ID_CHARACTERS) {
            throw new TokenRefused("jti");
        }
        return id;
    }

    String text(String claim) throws TokenRefused {
        String text = optionalText(claim);
        if (text == null) {
            throw new TokenRefused(claim);
        }
        return text;
    }

    @Nullable
    String optionalText(String claim) throws TokenRefused {
        return text(claims, claim, claim);
    }

    /** {@code cnf.jkt} (RFC 9449 section 6.1), or null without {@code cnf}; any other kind of {@code cnf} is refused. */
    @Nullable
    String confirmationThumbprint() throws TokenRefused {
        JsonNode confirmation = claims.get("cnf");
        if (confirmation == null) {
            return null;
        }
        String thumbprint = text(confirmation, "jkt", "cnf");
        if (thumbprint == null) {
            throw new TokenRefused("cnf");
        }
        return thumbprint;
    }

    private static @Nullable String text(JsonNode object, String member, String rule) throws TokenRefused {
        JsonNode value = object.get(member);
        if (value != null && !value.isTextual()) {
            throw new TokenRefused(rule);
        }
        return value == null ? null : value.textValue();
    }

    /** Whole seconds, as every signer writes them. */
    private Instant time(String claim) throws TokenRefused {
        JsonNode seconds = claims.path(claim);
        if (!seconds.isIntegralNumber()
                || !seconds.canConvertToLong()
                || seconds.longValue() < 0
                || seconds.longValue() > LAST_SECOND) {
            throw new TokenRefused(claim);
        }
        return Instant.ofEpochSecond(seconds.longValue());
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
