package io.guestchat.protocol.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.guestchat.protocol.id.TenantId;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A kind of token, and one of it that is to be trusted: to be changed into one that is not.
 *
 * @param header members with their values as JSON; so are the claims
 */
record Kind(String name, Map<String, String> header, Map<String, String> claims, Verification verification) {
    static final String ISSUER = "https://acme.example";
    /** 16 bytes, as every id has. */
    static final String ID = "AAAAAAAAAAAAAAAAAAAAAA";

    static final long NOW = Instant.now().getEpochSecond();
    /** What everybody signs with, here. */
    static final ECKey KEY = newKey();

    private static final String SESSIONS = "https://session.example";
    private static final URI ADDRESS = URI.create("https://chat.example/v1/sessions");
    private static final Instant TIME = Instant.ofEpochSecond(NOW);

    /** How a token of this kind is verified. */
    interface Verification {
        void of(String token, World world) throws TokenRefused;
    }

    /**
     * What a verifier knows.
     *
     * @param keys    the signer's, whoever that is
     * @param allowed the tenant's algorithms
     */
    record World(KeySource keys, Set<SignatureAlgorithm> allowed) {
        private TrustedIssuers issuers() {
            return iss ->
                    iss.equals(ISSUER) ? new TrustedIssuers.TrustedIssuer(TenantId.parse("acme"), keys, allowed) : null;
        }
    }

    static List<Kind> all() {
        return List.of(backend(), member(), invite(), access(), proof());
    }

    static Kind backend() {
        return new Kind(
                "backend token",
                header("JWT"),
                Map.of(
                        "iss", quoted(ISSUER),
                        "aud", quoted("guestchat:backend"),
                        "iat", "" + NOW,
                        "exp", "" + (NOW + 300),
                        "jti", quoted("1")),
                (token, world) -> BackendToken.verify(token, world.issuers(), TIME));
    }

    static Kind member() {
        return new Kind(
                "member token",
                header("JWT"),
                Map.of(
                        "iss", quoted(ISSUER),
                        "aud", quoted("guestchat:relay"),
                        "sub", quoted("ana"),
                        "exp", "" + (NOW + 3600)),
                (token, world) -> MemberToken.verify(token, world.issuers(), TIME));
    }

    static Kind invite() {
        return new Kind(
                "invite token",
                header("gi+jwt"),
                Map.of("jti", quoted(ID), "tid", quoted("acme"), "exp", "" + (NOW + 300)),
                (token, world) -> InviteToken.verify(token, world.keys()));
    }

    static Kind access() {
        return new Kind(
                "access token",
                header("at+jwt"),
                Map.of(
                        "iss", quoted(SESSIONS),
                        "aud", quoted("guestchat:relay"),
                        "sub", quoted(ID),
                        "cid", quoted(ID),
                        "tid", quoted("acme"),
                        "cnf", "{\"jkt\":\"thumb\"}",
                        "jti", quoted("1"),
                        "exp", "" + (NOW + 300)),
                (token, world) -> AccessToken.verify(token, world.keys(), SESSIONS, TIME));
    }

    static Kind proof() {
        return new Kind(
                "proof",
                Map.of(
                        "alg",
                        quoted("ES256"),
                        "typ",
                        quoted("dpop+jwt"),
                        "jwk",
                        KEY.toPublicJWK().toJSONString()),
                Map.of(
                        "jti", quoted("1"),
                        "htm", quoted("POST"),
                        "htu", quoted(ADDRESS.toString()),
                        "iat", "" + NOW),
                (token, world) -> DpopProof.verify(token, "POST", ADDRESS, null, TIME));
    }

    /** @param json null takes the member out */
    Kind withHeader(String member, @Nullable String json) {
        return new Kind(name, with(header, member, json), claims, verification);
    }

    Kind withClaim(String member, @Nullable String json) {
        return new Kind(name, header, with(claims, member, json), verification);
    }

    boolean has(String claim) {
        return claims.containsKey(claim);
    }

    String token() {
        return Signer.sign(KEY, "ES256", object(header), object(claims));
    }

    boolean isProof() {
        return name.equals("proof");
    }

    @Override
    public String toString() {
        return name;
    }

    private static Map<String, String> with(Map<String, String> object, String member, @Nullable String json) {
        Map<String, String> changed = new LinkedHashMap<>(object);
        changed.remove(member);
        if (json != null) {
            changed.put(member, json);
        }
        return changed;
    }

    static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> quoted(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    static String quoted(String text) {
        return "\"" + text + "\"";
    }

    private static Map<String, String> header(String typ) {
        return Map.of("alg", quoted("ES256"), "typ", quoted(typ), "kid", quoted("k1"));
    }

    private static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
