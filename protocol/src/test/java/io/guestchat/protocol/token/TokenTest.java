package io.guestchat.protocol.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.guestchat.protocol.id.TenantId;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenTest {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final String ID = "AAAAAAAAAAAAAAAAAAAAAA";
    private static final TenantId ACME = TenantId.parse("acme");

    @TempDir
    Path directory;

    private ECKey key;
    private KeySource keys;
    private TrustedIssuers issuers;

    @BeforeEach
    void signer() throws Exception {
        key = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        Path jwks = directory.resolve("jwks.json");
        Files.writeString(jwks, new JWKSet((JWK) key.toPublicJWK()).toString());
        keys = KeySource.at(jwks.toUri());
        issuers = iss -> iss.equals("https://acme.example")
                ? new TrustedIssuers.TrustedIssuer(ACME, keys, Set.of(SignatureAlgorithm.ES256))
                : null;
    }

    @Test
    void acceptsAnInviteTokenAndLeavesItsExpiryToTheCaller() throws Exception {
        Instant past = NOW.minusSeconds(3600);
        var claims = new JWTClaimsSet.Builder().jwtID(ID).claim("tid", "acme").expirationTime(Date.from(past));
        InviteToken token = InviteToken.verify(sign("gi+jwt", claims), keys);
        assertEquals(ID, token.inviteId().value());
        assertEquals(ACME, token.tenantId());
        assertEquals(past, token.expiresAt());
    }

    @Test
    void refusesTheUnsignedTheForgedAndTheConfused() throws Exception {
        JWTClaimsSet claims = backend().build();
        refused("not a signed JWT", new PlainJWT(claims).serialize());
        refused("alg", hmacWithThePublicKey(claims));
        refused("kid", signed(claims, h -> h.keyID("other")));
        refused("kid", signed(claims, h -> h.keyID(null)));
        refused("typ", signed(claims, h -> h.type(new JOSEObjectType("gi+jwt"))));
        refused("typ", signed(claims, h -> h.type(null)));
        refused("header jwk", signed(claims, h -> h.jwk(key.toPublicJWK())));
        refused("header jku", signed(claims, h -> h.jwkURL(URI.create("https://evil.example/jwks"))));
        refused("header x5u", signed(claims, h -> h.x509CertURL(URI.create("https://evil.example/x5u"))));
        refused("header crit", signed(claims, h -> h.criticalParams(Set.of("exp"))
                .customParam("exp", 1)));
        String good = signed(claims, UnaryOperator.identity());
        char flipped = good.charAt(good.length() - 10) == 'A' ? 'B' : 'A';
        refused("signature", good.substring(0, good.length() - 10) + flipped + good.substring(good.length() - 9));
        refused("too long", "a".repeat(5000));
    }

    @Test
    void acceptsABackendTokenOfAKnownTenantOnly() throws Exception {
        assertEquals(
                ACME, BackendToken.verify(sign("JWT", backend()), issuers, NOW).tenantId());
        refused("iss", sign("JWT", backend().issuer("https://other.example")));
        refused("aud", sign("JWT", backend().audience("guestchat:relay")));
        refused("exp", sign("JWT", backend().expirationTime(Date.from(NOW.minusSeconds(6)))));
        refused("iat", sign("JWT", backend().expirationTime(Date.from(NOW.plusSeconds(301)))));
        refused("iat", sign("JWT", backend().issueTime(Date.from(NOW.plusSeconds(60)))));
        refused("jti", sign("JWT", backend().jwtID(null)));
    }

    @Test
    void acceptsAnAccessTokenOfItsIssuerOnly() throws Exception {
        AccessToken token = AccessToken.verify(sign("at+jwt", access()), keys, "https://session.example", NOW);
        assertEquals("thumb", token.jkt());
        assertEquals(ID, token.conversationId().value());
        var unbound = access().claim("cnf", null);
        assertThrows(
                TokenRefused.class,
                () -> AccessToken.verify(sign("at+jwt", unbound), keys, "https://session.example", NOW));
        assertThrows(
                TokenRefused.class,
                () -> AccessToken.verify(sign("at+jwt", access()), keys, "https://other.example", NOW));
    }

    @Test
    void tellsTheRelaysTwoKindsOfTokenApart() throws Exception {
        assertEquals(TokenType.ACCESS, TokenType.of(sign("at+jwt", access())));
        assertEquals(TokenType.MEMBER, TokenType.of(sign("JWT", member())));
        assertEquals(
                "ana",
                MemberToken.verify(sign("JWT", member()), issuers, NOW)
                        .memberId()
                        .value());
        var tooLong = member().expirationTime(Date.from(NOW.plusSeconds(3700)));
        assertThrows(TokenRefused.class, () -> MemberToken.verify(sign("JWT", tooLong), issuers, NOW));
    }

    private static JWTClaimsSet.Builder backend() {
        return new JWTClaimsSet.Builder()
                .issuer("https://acme.example")
                .audience("guestchat:backend")
                .issueTime(Date.from(NOW))
                .expirationTime(Date.from(NOW.plusSeconds(300)))
                .jwtID("1");
    }

    private static JWTClaimsSet.Builder member() {
        return new JWTClaimsSet.Builder()
                .issuer("https://acme.example")
                .audience("guestchat:relay")
                .subject("ana")
                .expirationTime(Date.from(NOW.plusSeconds(3600)));
    }

    private static JWTClaimsSet.Builder access() {
        return new JWTClaimsSet.Builder()
                .issuer("https://session.example")
                .audience("guestchat:relay")
                .subject(ID)
                .claim("cid", ID)
                .claim("tid", "acme")
                .claim("cnf", Map.of("jkt", "thumb"))
                .jwtID("1")
                .expirationTime(Date.from(NOW.plusSeconds(300)));
    }

    private void refused(String rule, String token) {
        TokenRefused e = assertThrows(TokenRefused.class, () -> BackendToken.verify(token, issuers, NOW));
        assertEquals(rule, e.getMessage());
    }

    private String sign(String typ, JWTClaimsSet.Builder claims) throws Exception {
        return signed(claims.build(), h -> h.type(new JOSEObjectType(typ)));
    }

    private String signed(JWTClaimsSet claims, UnaryOperator<JWSHeader.Builder> change) throws Exception {
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .keyID("k1");
        SignedJWT jwt = new SignedJWT(change.apply(header).build(), claims);
        var signer = new ECDSASigner(key);
        jwt.sign(signer);
        return jwt.serialize();
    }

    /** The classic confusion: the public key, which everybody has, used as an HMAC secret. */
    private String hmacWithThePublicKey(JWTClaimsSet claims) throws Exception {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(JOSEObjectType.JWT)
                        .keyID("k1")
                        .build(),
                claims);
        jwt.sign(new MACSigner(key.toECPublicKey().getEncoded()));
        return jwt.serialize();
    }
}
