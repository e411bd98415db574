package io.guestchat.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** {@code ./guestchat token}: a backend token of one of the tenants that exist on this machine only, for trying calls by hand. */
public final class BackendToken {
    private static final int LIFE_SECONDS = 300;

    private BackendToken() {}

    /** @param args {@code endpoints.json} of the running suite, and a tenant's id */
    public static void main(String[] args) throws JOSEException, ParseException {
        Path endpoints = Path.of(args[0]);
        try {
            System.out.println(sign(tenant(endpoints, args[1])));
        } catch (IOException e) {
            System.err.println("No running suite is described in " + endpoints + ": ./guestchat up starts one.");
            System.exit(1);
        }
    }

    private static JsonNode tenant(Path endpoints, String id) throws IOException {
        for (JsonNode tenant : new ObjectMapper().readTree(endpoints.toFile()).path("tenants")) {
            if (tenant.path("id").asText().equals(id)) {
                return tenant;
            }
        }
        throw new LocalFailure("There is no tenant " + id + " here.");
    }

    private static String sign(JsonNode tenant) throws JOSEException, ParseException {
        ECKey key = ECKey.parse(tenant.path("privateJwk").toString());
        Instant now = Instant.now();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.getKeyID())
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(tenant.path("issuer").asText())
                        .audience("guestchat:backend")
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(LIFE_SECONDS)))
                        .jwtID(UUID.randomUUID().toString())
                        .build());
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }
}
