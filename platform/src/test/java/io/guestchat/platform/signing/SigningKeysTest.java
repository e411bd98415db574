package io.guestchat.platform.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.guestchat.protocol.token.InviteToken;
import io.guestchat.protocol.token.KeySource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The directory and the time are the test's; it also says when the directory is looked at. */
class SigningKeysTest {
    private static final Instant START = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @TempDir
    Path folder;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private Instant now = START;
    private KeyFiles files;

    @BeforeEach
    void directory() {
        files = new KeyFiles(folder);
    }

    @Test
    void passesFromNextOverCurrentToRetiredAndAwayByTheTimeAlone() {
        files.put("a", day(-30), day(40));
        files.put("b", day(1), day(70));
        SigningKeys keys = start();
        assertState(keys, "a", Set.of("a", "b"), Map.of("next", 1, "current", 1));
        now = day(1);
        assertState(keys, "b", Set.of("a", "b"), Map.of("current", 1, "retired", 1));
        now = day(40);
        assertState(keys, "b", Set.of("b"), Map.of("current", 1, "expired", 1));
    }

    @Test
    void publishesNothingButWhatVerifyingTakes() throws Exception {
        files.put("a", day(-1), day(1));
        String jwks = start().publicJwks();
        Map<String, Object> key = JWKSet.parse(jwks).getKeys().getFirst().toJSONObject();
        assertEquals(Set.of("kty", "crv", "kid", "x", "y", "use", "alg"), key.keySet());
    }

    @Test
    void prefersTheGreatestFileNameAmongKeysWithoutTimes() {
        files.put("a", null, null);
        files.put("b", null, null);
        SigningKeys keys = start();
        assertEquals("b", signer(keys));
        files.put("c", null, null);
        keys.reload();
        assertEquals("c", signer(keys));
        files.put("a", day(-1), null);
        keys.reload();
        assertEquals("a", signer(keys));
        assertState(keys, "a", Set.of("a", "b", "c"), Map.of("current", 1, "retired", 2));
    }

    @Test
    void revokesAKeyWhoseFileIsGone() {
        files.put("a", day(-2), null);
        ECKey stolen = files.put("b", day(-1), null);
        SigningKeys keys = start();
        String signedBefore = token(keys);
        files.remove("b");
        keys.reload();
        assertState(keys, "a", Set.of("a"), Map.of("current", 1));
        assertNull(keys.ownKeys().find(stolen.getKeyID()));
        assertThrows(Exception.class, () -> InviteToken.verify(signedBefore, keys.ownKeys()));
    }

    @Test
    void revokesAKeyWhoseFileIsGoneThoughAnotherIsBroken() {
        files.put("a", day(-2), null);
        files.put("b", day(-1), null);
        SigningKeys keys = start();
        files.write("a.json", "{");
        files.remove("b");
        keys.reload();
        assertState(keys, "a", Set.of("a"), Map.of("current", 1));
        assertEquals(1, failures());
    }

    @Test
    void keepsTheLastGoodKeysWhateverHappensToTheDirectory() throws Exception {
        files.put("a", day(-1), null);
        SigningKeys keys = start();
        files.remove("a");
        keys.reload();
        assertEquals("a", signer(keys), "an empty directory");
        Files.delete(folder);
        keys.reload();
        assertEquals("a", signer(keys), "no directory");
        Files.createDirectory(folder);
        List<String> brokenKeys = brokenKeys();
        for (String broken : brokenKeys) {
            files.write("a.json", broken);
            keys.reload();
            assertEquals("a", signer(keys), broken);
        }
        assertEquals(2 + brokenKeys.size(), failures());
        files.put("b", null, null);
        files.remove("a");
        keys.reload();
        assertState(keys, "b", Set.of("b"), Map.of("current", 1));
        assertEquals(2 + brokenKeys.size(), failures());
    }

    @Test
    void takesTheGoodFileBesideABrokenOne() {
        files.put("a", day(-1), null);
        SigningKeys keys = start();
        files.put("b", day(0), null);
        files.write("c.json", "not a key");
        keys.reload();
        assertState(keys, "b", Set.of("a", "b"), Map.of("current", 1, "retired", 1));
        assertEquals(1, failures());
    }

    /** As the kubelet does it: the files are links into a directory that a link points to, which is replaced. */
    @Test
    void followsTheLinksOfAMountedSecret() throws Exception {
        Path first = Files.createDirectory(folder.resolve("..2026_1"));
        Path second = Files.createDirectory(folder.resolve("..2026_2"));
        new KeyFiles(first).put("a", day(-1), null);
        String another = KeyFiles.key("b", day(-1), null).toJSONString();
        Files.writeString(second.resolve("a.json"), another);
        Files.setLastModifiedTime(second.resolve("a.json"), Files.getLastModifiedTime(first.resolve("a.json")));
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2026_1"));
        Files.createSymbolicLink(folder.resolve("a.json"), Path.of("..data/a.json"));
        SigningKeys keys = start();
        assertEquals("a", signer(keys));
        Files.delete(folder.resolve("..data"));
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2026_2"));
        keys.reload();
        assertState(keys, "b", Set.of("b"), Map.of("current", 1));
        assertEquals(0, failures());
    }

    @Test
    void goesOnSigningThoughNoKeyIsInItsTime() {
        files.put("expired", day(-9), day(-1));
        files.put("later", day(-9), day(0));
        SigningKeys keys = start();
        assertEquals("later", signer(keys), "the one that expired last");
        files.put("next", day(2), null);
        files.put("after-next", day(3), null);
        keys.reload();
        assertEquals("next", signer(keys), "the one that begins first");
        assertEquals(Set.of("next", "after-next"), published(keys));
        assertEquals(0, failures());
    }

    @Test
    void doesNotStartWithoutAUsableKeyOrWithABrokenFile() throws Exception {
        assertRefusesToStart("no usable key");
        files.put("a", null, null);
        for (String broken : brokenKeys()) {
            files.write("b.json", broken);
            assertRefusesToStart("b.json: ");
        }
        files.write("b.json", KeyFiles.key("a", null, null).toJSONString());
        assertRefusesToStart("b.json: has the kid of a.json");
    }

    @Test
    void signsWhatThePublishedKeysVerify() throws Exception {
        files.put("a", null, null);
        SigningKeys keys = start();
        KeySource published = KeySource.of(JWKSet.parse(keys.publicJwks()));
        assertNotNull(InviteToken.verify(token(keys), published));
        assertNotNull(InviteToken.verify(token(keys), keys.ownKeys()));
    }

    @Test
    void derivesTheSameSecretsOnEveryNodeFromEachPublishedKey() {
        files.put("a", day(-1), day(40));
        SigningKeys one = start();
        SecretKey old = one.derived("x").getFirst();
        files.put("b", day(0), null);
        one.reload();
        SigningKeys other = start();
        assertEquals(2, one.derived("x").size());
        assertEquals(old, one.derived("x").getLast(), "the current key's comes first");
        assertEquals(one.derived("x"), other.derived("x"));
        assertNotEquals(one.derived("x"), one.derived("y"));
        now = day(40);
        assertEquals(1, one.derived("x").size());
    }

    @Test
    void measuresTheAgeOfTheCurrentKey() {
        files.put("a", null, null);
        SigningKeys keys = start();
        assertTrue(Double.isNaN(age()));
        files.put("b", day(-2), null);
        keys.reload();
        assertEquals(2 * 86_400, age());
    }

    private SigningKeys start() {
        return new SigningKeys(() -> folder, metrics, () -> now);
    }

    private void assertRefusesToStart(String reason) {
        IllegalStateException e = assertThrows(IllegalStateException.class, this::start);
        assertTrue(String.valueOf(e.getMessage()).contains(reason), e.getMessage());
        assertFalse(String.valueOf(e.getMessage()).contains("\"d\""));
    }

    private static List<String> brokenKeys() throws Exception {
        ECKey key = KeyFiles.key("x", null, null);
        String halves = new ECKey.Builder(Curve.P_256, key.getX(), key.getY())
                .d(KeyFiles.key("x", null, null).getD())
                .keyID("x")
                .build()
                .toJSONString();
        JWK rsa = new RSAKeyGenerator(2048).keyID("x").generate();
        return List.of(
                "",
                "{",
                key.toJSONString().substring(0, 50),
                key.toPublicJWK().toJSONString(),
                new ECKeyGenerator(Curve.P_256).generate().toJSONString(),
                new ECKeyGenerator(Curve.P_384).keyID("x").generate().toJSONString(),
                KeyFiles.key("x", day(2), day(1)).toJSONString(),
                rsa.toJSONString(),
                halves);
    }

    private static Instant day(int day) {
        return START.plus(day, ChronoUnit.DAYS);
    }

    private void assertState(SigningKeys keys, String signer, Set<String> published, Map<String, Integer> states) {
        assertEquals(signer, signer(keys));
        assertEquals(published, published(keys));
        for (String state : List.of("next", "current", "retired", "expired")) {
            double count = metrics.get("guestchat.signing.keys")
                    .tag("state", state)
                    .gauge()
                    .value();
            assertEquals(states.getOrDefault(state, 0), (int) count, state);
        }
    }

    private double age() {
        return metrics.get("guestchat.signing.key.age").gauge().value();
    }

    private int failures() {
        return (int) metrics.get("guestchat.signing.reload.failures").counter().count();
    }

    private static String token(SigningKeys keys) {
        return keys.sign(
                InviteToken.TYPE,
                new JWTClaimsSet.Builder()
                        .jwtID("AAAAAAAAAAAAAAAAAAAAAA")
                        .claim("tid", "acme")
                        .expirationTime(Date.from(day(30)))
                        .build());
    }

    private static String signer(SigningKeys keys) {
        try {
            return SignedJWT.parse(token(keys)).getHeader().getKeyID();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> published(SigningKeys keys) {
        try {
            return new TreeSet<>(JWKSet.parse(keys.publicJwks()).getKeys().stream()
                    .map(JWK::getKeyID)
                    .toList());
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
