package io.guestchat.protocol.token;

import static io.guestchat.protocol.token.Kind.ID;
import static io.guestchat.protocol.token.Kind.ISSUER;
import static io.guestchat.protocol.token.Kind.NOW;
import static io.guestchat.protocol.token.Kind.object;
import static io.guestchat.protocol.token.Kind.quoted;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import io.guestchat.protocol.Base64Url;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What an attacker may try with each kind of token, by the lines of RFC 8725 section 3 ("JSON Web Token Best Current
 * Practices"). Each is refused in the one way that callers expect. Not here: 3.5 (passwords as keys) and the compression part
 * of 3.6, for nothing is encrypted; sessions and replay are the services' tests.
 */
class TokenAttacksTest {
    private static final byte[] NOTHING = {};

    private static final HexFormat HEX = HexFormat.of();
    /** Order of the group of P-256 (SEC 2, section 2.4.2). */
    private static final String ORDER = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";

    private static final ECKey KEY = Kind.KEY;

    private static RSAKey rsa;
    /** The signer's published keys, which each test may change. */
    private KeySource published = KeySource.of(new JWKSet(List.of(KEY.toPublicJWK(), rsa.toPublicJWK())));

    private Set<SignatureAlgorithm> allowed = EnumSet.of(SignatureAlgorithm.ES256);

    @BeforeAll
    static void keys() throws Exception {
        rsa = new RSAKeyGenerator(2048).keyID("r1").generate();
    }

    static Stream<Kind> kinds() {
        return Kind.all().stream();
    }

    static Stream<Kind> keptKeys() {
        return kinds().filter(kind -> !kind.isProof());
    }

    static Stream<Kind> tenants() {
        return Stream.of(Kind.backend(), Kind.member());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("(each kind is accepted as it should be, or the rest would prove nothing)")
    void accepted(Kind kind) {
        assertDoesNotThrow(() -> kind.verification().of(kind.token(), world()));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("3.1 Perform Algorithm Verification: none")
    void none(Kind kind) {
        for (String none : List.of("none", "None", "NONE", "nOnE", "")) {
            String unsigned = kind.withHeader("alg", quoted(none)).token();
            refused(kind, unsigned);
            refused(kind, unsigned.substring(0, unsigned.lastIndexOf('.') + 1));
            refused(kind, unsigned.substring(0, unsigned.lastIndexOf('.')));
        }
        refused(kind, kind.withHeader("alg", null).token());
        refused(kind, kind.withHeader("alg", "null").token());
        refused(kind, kind.withHeader("alg", "[\"ES256\"]").token());
        String signed = kind.token();
        refused(kind, signed.substring(0, signed.lastIndexOf('.') + 1));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("3.1 Perform Algorithm Verification: HMAC with the public key as the secret")
    void confusion(Kind kind) throws Exception {
        byte[] der = KEY.toECPublicKey().getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END PUBLIC KEY-----\n";
        for (byte[] secret : List.of(der, bytes(pem), bytes(KEY.toPublicJWK().toJSONString()))) {
            JWK hmac = new OctetSequenceKey.Builder(secret).build();
            Kind confused = kind.withHeader("alg", quoted("HS256"));
            refused(kind, Signer.sign(hmac, "HS256", object(confused.header()), object(kind.claims())));
            refused(kind, Signer.sign(hmac, "HS256", object(kind.header()), object(kind.claims())));
        }
    }

    @ParameterizedTest
    @MethodSource("keptKeys")
    @DisplayName("3.1 Perform Algorithm Verification: a secret among the public keys")
    void secretAmongTheKeys(Kind kind) {
        JWK secret = new OctetSequenceKey.Builder(new byte[32]).keyID("k1").build();
        published = KeySource.of(new JWKSet(secret));
        Kind hmac = kind.withHeader("alg", quoted("HS256"));
        refused(kind, Signer.sign(secret, "HS256", object(hmac.header()), object(hmac.claims())));
        refused(kind, Signer.sign(secret, "HS256", object(kind.header()), object(kind.claims())));
    }

    @ParameterizedTest
    @MethodSource("tenants")
    @DisplayName(
            "3.1 Perform Algorithm Verification: an algorithm that is not in the tenant's list, before any key is looked up")
    void notInTheList(Kind kind) {
        Kind other = kind.withHeader("alg", quoted("RS256")).withHeader("kid", quoted("r1"));
        String token = Signer.sign(rsa, "RS256", object(other.header()), object(other.claims()));
        KeySource real = published;
        published = kid -> {
            throw new AssertionError("looked up");
        };
        assertEquals("alg", refused(kind, token));
        published = real;
        allowed = EnumSet.of(SignatureAlgorithm.RS256);
        assertDoesNotThrow(() -> kind.verification().of(token, world()));
        assertEquals("alg", refused(kind, kind.token()));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("3.1 Perform Algorithm Verification: one algorithm per key")
    void algorithmOfTheKey(Kind kind) throws Exception {
        allowed = EnumSet.allOf(SignatureAlgorithm.class);
        for (String algorithm : List.of("ES384", "ES512", "ES256K", "PS256", "RS256", "EdDSA", "es256", "ES256 ")) {
            refused(kind, kind.withHeader("alg", quoted(algorithm)).token());
        }
        ECKey p384 = new ECKeyGenerator(Curve.P_384).keyID("k1").generate();
        published = KeySource.of(new JWKSet(p384.toPublicJWK()));
        Kind with384 =
                kind.isProof() ? kind.withHeader("jwk", p384.toPublicJWK().toJSONString()) : kind;
        refused(kind, Signer.sign(p384, "ES384", object(with384.header()), object(kind.claims())));
        published = KeySource.of(new JWKSet(new ECKey.Builder(KEY.toPublicJWK())
                .algorithm(com.nimbusds.jose.JWSAlgorithm.ES384)
                .build()));
        if (!kind.isProof()) {
            refused(kind, kind.token());
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("3.2 Use Appropriate Algorithms: another key's signature, a key meant for something else")
    void anotherKey(Kind kind) throws Exception {
        ECKey stranger = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        refused(kind, Signer.sign(stranger, "ES256", object(kind.header()), object(kind.claims())));
        String encryption =
                "{\"use\":\"enc\"," + KEY.toPublicJWK().toJSONString().substring(1);
        String wrapping = "{\"key_ops\":[\"deriveKey\"],"
                + KEY.toPublicJWK().toJSONString().substring(1);
        for (String other : List.of(encryption, wrapping)) {
            published = KeySource.of(new JWKSet(JWK.parse(other)));
            refused(kind, (kind.isProof() ? kind.withHeader("jwk", other) : kind).token());
        }
    }

    @ParameterizedTest
    @MethodSource("tenants")
    @DisplayName("3.2 Use Appropriate Algorithms: RSA of less than 2,048 bits")
    void weakRsa(Kind kind) throws Exception {
        allowed = EnumSet.allOf(SignatureAlgorithm.class);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        var pair = generator.generateKeyPair();
        published = KeySource.of(new JWKSet(
                new RSAKey.Builder((RSAPublicKey) pair.getPublic()).keyID("k1").build()));
        Kind signed = kind.withHeader("alg", quoted("RS256"));
        String content = encode(object(signed.header())) + "." + encode(object(signed.claims()));
        var signature = java.security.Signature.getInstance("SHA256withRSA");
        signature.initSign(pair.getPrivate());
        signature.update(bytes(content));
        assertEquals("kid", refused(kind, content + "." + Base64Url.encode(signature.sign())));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName(
            "3.3 Validate All Cryptographic Operations: signatures that prove nothing (r or s of 0 or the order; DER; short)")
    void psychic(Kind kind) {
        String content = kind.token().substring(0, kind.token().lastIndexOf('.') + 1);
        String zero = "00".repeat(32);
        String one = "00".repeat(31) + "01";
        for (String rs : List.of(
                zero + zero,
                zero + one,
                one + zero,
                ORDER + ORDER,
                ORDER + one,
                one + ORDER,
                "ff".repeat(64),
                one,
                "")) {
            refused(kind, content + Base64Url.encode(HEX.parseHex(rs)));
        }
        refused(kind, content + Base64Url.encode(HEX.parseHex("3006020100020100")));
        refused(kind, kind.token() + Base64Url.encode(new byte[3]));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("3.3 Validate All Cryptographic Operations: nested and encrypted tokens")
    void nested(Kind kind) throws Exception {
        EncryptedJWT encrypted = new EncryptedJWT(
                new JWEHeader(JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM), new JWTClaimsSet.Builder().build());
        encrypted.encrypt(new ECDHEncrypter(KEY.toECPublicKey()));
        assertEquals(5, encrypted.serialize().split("\\.", -1).length);
        refused(kind, encrypted.serialize());
        refused(
                kind,
                Signer.sign(
                        KEY,
                        "ES256",
                        object(kind.withHeader("cty", quoted("JWT")).header()),
                        kind.token()));
        refused(kind, Signer.sign(KEY, "ES256", object(kind.header()), quoted(kind.token())));
        refused(kind, kind.withHeader("enc", quoted("A256GCM")).token());
        refused(kind, "{\"payload\":\"\",\"signatures\":[]}");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("3.4 Validate Cryptographic Inputs: a point that is not on the curve")
    void invalidPoint(Kind kind) throws Exception {
        String offCurve = "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"k1\",\"x\":\"" + KEY.getX() + "\",\"y\":\""
                + KEY.getX() + "\"}";
        String infinity = "{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"k1\",\"x\":\"AA\",\"y\":\"AA\"}";
        for (String point : List.of(offCurve, infinity)) {
            PublicKeys read = PublicKeys.parse(bytes("{\"keys\":[" + point + "]}"));
            published = read::find;
            refused(kind, (kind.isProof() ? kind.withHeader("jwk", point) : kind).token());
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("3.4 Validate Cryptographic Inputs: base64url in a spelling of its own")
    void spelling(Kind kind) {
        String[] parts = kind.token().split("\\.");
        for (int part = 0; part < 3; part++) {
            for (String respelled :
                    List.of(parts[part] + "=", parts[part] + "\n", " " + parts[part], parts[part] + "!")) {
                String[] changed = parts.clone();
                changed[part] = respelled;
                refused(kind, String.join(".", changed));
            }
        }
        // 64 bytes leave four bits of the last character unused: setting one spells the same signature.
        String last = parts[2].substring(85);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        char sameBytes = alphabet.charAt(alphabet.indexOf(last) + 1);
        refused(kind, parts[0] + "." + parts[1] + "." + parts[2].substring(0, 85) + sameBytes);
        refused(kind, kind.token() + ".");
        refused(kind, "." + kind.token());
        refused(kind, "");
        refused(kind, "..");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("3.4 Validate Cryptographic Inputs: a huge token, deep and long JSON")
    void huge(Kind kind) {
        refused(kind, kind.withClaim("more", quoted("x".repeat(5000))).token());
        refused(kind, "a".repeat(10_000_000));
        refused(kind, ".".repeat(4096));
        refused(
                kind,
                kind.withClaim("more", "[".repeat(1000) + "]".repeat(1000)).token());
        refused(
                kind,
                kind.withHeader("more", "{\"a\":".repeat(100) + "1" + "}".repeat(100))
                        .token());
        refused(kind, kind.withClaim("more", "1".repeat(1000)).token());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("3.6 Avoid Compression of Encryption Inputs, and headers that change what the rest means")
    void meaning(Kind kind) {
        refused(kind, kind.withHeader("zip", quoted("DEF")).token());
        refused(
                kind,
                kind.withHeader("crit", "[\"exp\"]").withHeader("exp", "1").token());
        refused(
                kind,
                kind.withHeader("crit", "[\"b64\"]").withHeader("b64", "false").token());
        refused(kind, kind.withHeader("crit", "[]").token());
        refused(kind, kind.withHeader("b64", "false").token());
        refused(kind, kind.withHeader("b64", "true").token());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("3.7 Use UTF-8, and JSON that everybody reads alike")
    void json(Kind kind) {
        String header = object(kind.header());
        String claims = object(kind.claims());
        for (String malformed : List.of(
                claims + "x",
                claims + claims,
                "[" + claims + "]",
                "\ufeff" + claims,
                claims.replace('"', '\''),
                "null",
                "")) {
            refused(kind, Signer.sign(KEY, "ES256", header, malformed));
        }
        for (byte[] other : List.of(
                claims.getBytes(StandardCharsets.UTF_16LE),
                claims.getBytes(StandardCharsets.UTF_16BE),
                claims.replace("{", "{\"more\":\"\u00e9\",").getBytes(StandardCharsets.ISO_8859_1))) {
            refused(kind, signed(bytes(header), other));
        }
        refused(kind, signed(header.getBytes(StandardCharsets.UTF_16LE), bytes(claims)));
        refused(kind, signed(NOTHING, bytes(claims)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName(
            "3.7 Use UTF-8, and JSON that everybody reads alike: a member twice, in the header, the claims, and inside")
    void twice(Kind kind) {
        String header = object(kind.header());
        String claims = object(kind.claims());
        for (Map.Entry<String, String> member : kind.header().entrySet()) {
            String again = "{\"" + member.getKey() + "\":" + member.getValue() + "," + header.substring(1);
            refused(kind, Signer.sign(KEY, "ES256", again, claims));
        }
        for (Map.Entry<String, String> claim : kind.claims().entrySet()) {
            String again = "{\"" + claim.getKey() + "\":" + claim.getValue() + "," + claims.substring(1);
            refused(kind, Signer.sign(KEY, "ES256", header, again));
        }
        String escaped = "{\"\\u006ati\":\"2\",\"jti\":\"" + ID + "\"," + claims.substring(1);
        refused(kind, Signer.sign(KEY, "ES256", header, escaped));
        refused(kind, kind.withClaim("more", "{\"a\":1,\"a\":1}").token());
        refused(kind, kind.withHeader("more", "{\"a\":1,\"a\":1}").token());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("3.8 Validate Issuer and Subject")
    void issuerAndSubject(Kind kind) {
        for (String claim : List.of("iss", "sub", "tid", "cid")) {
            if (kind.has(claim)) {
                for (String wrong : List.of(
                        quoted("https://evil.example"),
                        quoted(" " + ISSUER),
                        quoted(ISSUER + "/"),
                        quoted(""),
                        "null",
                        "1",
                        "[" + quoted(ISSUER) + "]")) {
                    if (claim.equals("sub") && kind.name().equals("member token") && wrong.startsWith("\"https")) {
                        continue;
                    }
                    refused(kind, kind.withClaim(claim, wrong).token());
                }
                refused(kind, kind.withClaim(claim, null).token());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("3.9 Use and Validate Audience")
    void audience(Kind kind) {
        if (kind.has("aud")) {
            for (String wrong : List.of(
                    quoted("guestchat"),
                    quoted("guestchat:relay "),
                    quoted("guestchat:*"),
                    quoted(""),
                    "[]",
                    "[\"other\"]",
                    "[[" + kind.claims().get("aud") + "]]",
                    "{\"0\":" + kind.claims().get("aud") + "}",
                    "true",
                    "null")) {
                refused(kind, kind.withClaim("aud", wrong).token());
            }
            refused(kind, kind.withClaim("aud", null).token());
        }
    }

    @ParameterizedTest
    @MethodSource("keptKeys")
    @DisplayName("3.10 Do Not Trust Received Claims: kid")
    void kid(Kind kind) {
        for (String injected : List.of(
                "../../../../dev/null",
                "/etc/passwd",
                "file:///etc/passwd",
                "https://evil.example/KEY.json",
                "k1' OR '1'='1",
                "k1\\u0000",
                "k1\\r\\nkid: k2",
                "K1",
                " k1",
                "k1.json",
                "${jndi:ldap://evil.example/}",
                "\\ud83d",
                "k".repeat(2000),
                "")) {
            refused(kind, kind.withHeader("kid", quoted(injected)).token());
        }
        for (String wrong : List.of("null", "1", "true", "[\"k1\"]", "{\"k1\":1}")) {
            refused(kind, kind.withHeader("kid", wrong).token());
        }
        refused(kind, kind.withHeader("kid", null).token());
    }

    @ParameterizedTest
    @MethodSource("keptKeys")
    @DisplayName("3.10 Do Not Trust Received Claims: a kid that two keys have, or a key without one")
    void ambiguousKid(Kind kind) throws Exception {
        ECKey other = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
        for (List<JWK> keys : List.<List<JWK>>of(
                List.of(KEY.toPublicJWK(), other.toPublicJWK()),
                List.of(other.toPublicJWK(), KEY.toPublicJWK()),
                List.of(
                        KEY.toPublicJWK(),
                        new OctetSequenceKey.Builder(new byte[32]).keyID("k1").build()),
                List.of(new ECKey.Builder(KEY.toPublicJWK()).keyID(null).build()),
                List.of(KEY))) {
            published = KeySource.of(new JWKSet(keys));
            refused(kind, kind.token());
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("3.10 Do Not Trust Received Claims: jku, x5u, x5c, jwk")
    void keysInTheHeader(Kind kind) {
        refused(
                kind,
                kind.withHeader("jku", quoted("https://acme.example/jwks.json")).token());
        refused(
                kind,
                kind.withHeader("x5u", quoted("https://acme.example/cert.pem")).token());
        refused(kind, kind.withHeader("x5c", "[\"MIIB\"]").token());
        refused(kind, kind.withHeader("x5c", "[]").token());
        if (kind.isProof()) {
            refused(kind, kind.withHeader("jwk", KEY.toJSONString()).token());
            refused(kind, kind.withHeader("jwk", null).token());
            refused(kind, kind.withHeader("jwk", "null").token());
            refused(
                    kind,
                    kind.withHeader("jwk", rsa.toPublicJWK().toJSONString()).token());
            refused(
                    kind,
                    kind.withHeader("jwk", "{\"kty\":\"oct\",\"k\":\"AA\"}").token());
        } else {
            refused(
                    kind,
                    kind.withHeader("jwk", KEY.toPublicJWK().toJSONString()).token());
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("3.10 Do Not Trust Received Claims: times that are none, overflow, or are too far away")
    void times(Kind kind) {
        for (String claim : List.of("exp", "iat", "nbf")) {
            boolean counts = kind.has(claim) || !kind.isProof() && !kind.name().equals("invite token");
            for (String wrong : List.of(
                    quoted("" + (NOW + 60)),
                    (NOW + 60) + ".5",
                    (NOW + 60) + ".0",
                    "1.7e9",
                    "-1",
                    "1e400",
                    "-1e400",
                    "9223372036854775807",
                    "9223372036854775808",
                    "99999999999999999999",
                    "253402300800",
                    "null",
                    "true",
                    "[" + NOW + "]",
                    "{}")) {
                if (counts) {
                    refused(kind, kind.withClaim(claim, wrong).token());
                }
            }
            if (kind.has(claim)) {
                refused(kind, kind.withClaim(claim, null).token());
            }
            if (kind.has(claim) && !kind.name().equals("invite token")) {
                refused(kind, kind.withClaim(claim, "" + (NOW + 100_000_000)).token());
                refused(kind, kind.withClaim(claim, "0").token());
            }
        }
        if (kind.has("aud")) {
            refused(kind, kind.withClaim("exp", "" + (NOW - 5)).token());
            refused(kind, kind.withClaim("nbf", "" + (NOW + 6)).token());
            refused(kind, kind.withClaim("iat", "" + (NOW + 6)).token());
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("3.10 Do Not Trust Received Claims: jti, and what a token is bound to")
    void idAndBinding(Kind kind) {
        if (kind.has("jti")) {
            refused(kind, kind.withClaim("jti", null).token());
            for (String wrong : List.of("\"\"", "null", "1", "[\"1\"]", quoted("x".repeat(257)))) {
                refused(kind, kind.withClaim("jti", wrong).token());
            }
        }
        if (kind.name().equals("access token") || kind.name().equals("member token")) {
            for (String wrong : List.of("null", "{}", "\"thumb\"", "{\"jkt\":null}", "{\"jkt\":1}", "{\"jwk\":{}}")) {
                refused(kind, kind.withClaim("cnf", wrong).token());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("3.11 Use Explicit Typing")
    void typ(Kind kind) {
        for (String wrong : List.of("jose", "JOSE+JSON", "", "application/json", "at+jwt,JWT", "secevent+jwt")) {
            refused(kind, kind.withHeader("typ", quoted(wrong)).token());
        }
        for (String wrong : List.of("null", "1", "[\"JWT\"]")) {
            refused(kind, kind.withHeader("typ", wrong).token());
        }
        refused(kind, kind.withHeader("typ", null).token());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("3.12 Use Mutually Exclusive Validation Rules for Different Kinds of JWTs")
    void kindsApart(Kind kind) {
        kinds().filter(other -> !other.name().equals(kind.name())).forEach(other -> {
            refused(kind, other.token());
            // Even with the other's type, and every claim that both have.
            Kind disguised = new Kind(kind.name(), kind.header(), other.claims(), kind.verification());
            refused(kind, disguised.token());
        });
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("3.3 Validate All Cryptographic Operations: no token with anything changed verifies")
    void mutations(Kind kind) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String token = kind.token();
        for (int i = 0; i < 1000; i++) {
            String mutated = mutate(token, random);
            if (!mutated.equals(token)) {
                refused(kind, mutated, "seed " + seed + ", round " + i);
            }
        }
    }

    private static String mutate(String token, Random random) {
        StringBuilder changed = new StringBuilder(token);
        for (int times = random.nextInt(3); times >= 0; times--) {
            int at = random.nextInt(changed.length());
            char other = random.nextInt(4) == 0
                    ? (char) random.nextInt(0x250)
                    : token.charAt(random.nextInt(token.length()));
            switch (random.nextInt(5)) {
                case 0 -> changed.deleteCharAt(at).append('A');
                case 1 -> changed.insert(at, other);
                case 2 -> changed.setLength(Math.max(at, 1));
                default -> changed.setCharAt(at, other);
            }
        }
        return changed.toString();
    }

    private Kind.World world() {
        return new Kind.World(published, allowed);
    }

    private @Nullable String refused(Kind kind, String token) {
        return refused(kind, token, kind.name());
    }

    private @Nullable String refused(Kind kind, String token, String what) {
        return assertThrows(TokenRefused.class, () -> kind.verification().of(token, world()), what)
                .getMessage();
    }

    private static String signed(byte[] header, byte[] claims) {
        String content = Base64Url.encode(header) + "." + Base64Url.encode(claims);
        return content + "." + Signer.signature(KEY, "ES256", content);
    }

    private static String encode(String text) {
        return Base64Url.encode(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
