package io.guestchat.platform.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The service's ES256 keys: all are published, the last by file name signs. A directory without a usable key does not start. */
@ApplicationScoped
public class SigningKeys {
    private final String kid;
    private final JWSSigner signer;
    private final String publicJwks;

    SigningKeys(SigningConfig config) {
        List<ECKey> keys = read(config.keys());
        ECKey active = keys.getLast();
        this.kid = active.getKeyID();
        try {
            this.signer = new ECDSASigner(active);
        } catch (JOSEException e) {
            throw new IllegalStateException("signing key " + kid + " cannot be used", e);
        }
        this.publicJwks = new JWKSet(keys.stream()
                        .map(ECKey::toPublicJWK)
                        .map(JWK.class::cast)
                        .toList())
                .toString();
    }

    /** The public keys as a JWKS document. */
    public String publicJwks() {
        return publicJwks;
    }

    /** Signs a token of this {@code typ}. */
    public String sign(String typ, JWTClaimsSet claims) {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType(typ))
                        .keyID(kid)
                        .build(),
                claims);
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign", e);
        }
        return token.serialize();
    }

    private static List<ECKey> read(Path directory) {
        List<ECKey> keys = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                keys.add(key(file));
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the signing keys in " + directory, e);
        }
        if (keys.isEmpty()) {
            throw new IllegalStateException("no signing key in " + directory);
        }
        return keys;
    }

    private static ECKey key(Path file) throws IOException {
        try {
            if (JWK.parse(Files.readString(file)) instanceof ECKey key
                    && key.isPrivate()
                    && key.getCurve().equals(Curve.P_256)
                    && key.getKeyID() != null) {
                return key;
            }
        } catch (ParseException e) {
            throw new IllegalStateException("not a JWK: " + file);
        }
        throw new IllegalStateException("not a private P-256 key with a kid: " + file);
    }
}
