package io.guestchat.protocol.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.guestchat.protocol.Base64Url;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DpopProofTest {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final URI HTU = URI.create("https://chat.example/v1/sessions");

    private ECKey key;

    @BeforeEach
    void browserKey() throws Exception {
        key = new ECKeyGenerator(Curve.P_256).generate();
    }

    @Test
    void acceptsAProofForThisRequestAndNamesItsKey() throws Exception {
        var claims = proof().claim("nonce", "n-1");
        DpopProof proof = DpopProof.verify(sign(claims), "POST", HTU, null, NOW);
        assertEquals(key.computeThumbprint().toString(), proof.jkt());
        assertEquals("n-1", proof.nonce());
    }

    @Test
    void comparesAddressesNormalised() throws Exception {
        var claims = proof().claim("htu", "HTTPS://Chat.Example:443/v1/%2e/%73essions?ignored=1#x");
        assertEquals(
                "j-1", DpopProof.verify(sign(claims), "POST", HTU, null, NOW).jti());
    }

    @Test
    void refusesAProofForSomethingElse() throws Exception {
        refused("htm", proof().claim("htm", "GET"));
        refused("htu", proof().claim("htu", "https://chat.example/v1/sessions/preview"));
        refused("htu", proof().claim("htu", "http://chat.example/v1/sessions"));
        refused("htu", proof().claim("htu", "https://user@chat.example/v1/sessions"));
        refused("iat", proof().issueTime(Date.from(NOW.minusSeconds(61))));
        refused("iat", proof().issueTime(Date.from(NOW.plusSeconds(61))));
        refused("jti", proof().jwtID(null));
        refused("jti", proof().jwtID("x".repeat(257)));
    }

    @Test
    void refusesAnAddressThatIsNone() throws Exception {
        for (String htu : new String[] {
            "",
            "/v1/sessions",
            "chat.example/v1/sessions",
            "https:",
            "https:///v1/sessions",
            "https://[::1/v1/sessions",
            "https://chat.example:99999999999/v1/sessions",
            "https://chat.example/v1/%2",
            "https://chat.example/v1/%2Fsessions",
            "https://chat.example\\@evil.example/v1/sessions",
            "https://chat.example/v1/sessions\n",
            "https://chat.example/v1/sessions/../../../v1/sessions/x",
            "file:///v1/sessions"
        }) {
            refused("htu", proof().claim("htu", htu));
        }
    }

    @Test
    void wantsTheHashOfATokenThatGoesAlong() throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest("token".getBytes(StandardCharsets.US_ASCII));
        String bound = sign(proof().claim("ath", Base64Url.encode(hash)));
        assertEquals("j-1", DpopProof.verify(bound, "POST", HTU, "token", NOW).jti());
        assertThrows(TokenRefused.class, () -> DpopProof.verify(bound, "POST", HTU, "another", NOW));
        assertThrows(TokenRefused.class, () -> DpopProof.verify(sign(proof()), "POST", HTU, "token", NOW));
    }

    @Test
    void refusesAKeyThatIsMissingPrivateOrNotTheSigners() throws Exception {
        JWTClaimsSet claims = proof().build();
        ECKey other = new ECKeyGenerator(Curve.P_256).generate();
        for (JWK jwk : new JWK[] {null, key, other.toPublicJWK()}) {
            var header = new JWSHeader.Builder(JWSAlgorithm.ES256).type(new JOSEObjectType("dpop+jwt"));
            if (jwk != null && jwk.isPrivate()) {
                // Nimbus itself refuses to build such a header.
                assertThrows(IllegalArgumentException.class, () -> header.jwk(jwk));
                continue;
            }
            SignedJWT jwt =
                    new SignedJWT(jwk == null ? header.build() : header.jwk(jwk).build(), claims);
            jwt.sign(new ECDSASigner(key));
            assertThrows(TokenRefused.class, () -> DpopProof.verify(jwt.serialize(), "POST", HTU, null, NOW));
        }
    }

    private void refused(String rule, JWTClaimsSet.Builder claims) throws Exception {
        String proof = sign(claims);
        TokenRefused e = assertThrows(TokenRefused.class, () -> DpopProof.verify(proof, "POST", HTU, null, NOW));
        assertEquals(rule, e.getMessage());
    }

    private static JWTClaimsSet.Builder proof() {
        return new JWTClaimsSet.Builder()
                .jwtID("j-1")
                .claim("htm", "POST")
                .claim("htu", HTU.toString())
                .issueTime(Date.from(NOW));
    }

    private String sign(JWTClaimsSet.Builder claims) throws Exception {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType("dpop+jwt"))
                        .jwk(key.toPublicJWK())
                        .build(),
                claims.build());
        jwt.sign(new ECDSASigner(key));
        return jwt.serialize();
    }
}
