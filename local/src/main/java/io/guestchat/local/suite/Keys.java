package io.guestchat.local.suite;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The keys of one run, made afresh; as files for the services, which only their owner can read. */
final class Keys {
    private final Path folder;
    private final List<Tenant> tenants;

    private Keys(Path folder, List<Tenant> tenants) {
        this.folder = folder;
        this.tenants = tenants;
    }

    /** @param folder exists, for its owner only */
    static Keys make(Path folder) throws IOException {
        Files.createDirectory(folder.resolve("invite-keys"));
        Files.createDirectory(folder.resolve("session-keys"));
        Files.createDirectory(folder.resolve("push-keys"));
        Date now = new Date();
        write(folder.resolve("invite-keys/i1.json"), newKey("i1", now));
        write(folder.resolve("session-keys/s1.json"), newKey("s1", now));
        write(folder.resolve("push-keys/p1.json"), newKey("p1", now));
        List<Tenant> tenants = Stream.of("acme", "globex")
                .map(id -> new Tenant(id, "https://" + id + ".example", newKey(id + "-1", null)))
                .toList();
        Keys keys = new Keys(folder, tenants);
        for (Tenant tenant : tenants) {
            write(keys.privateKey(tenant), tenant.key());
            OwnerFiles.write(keys.jwks(tenant), new JWKSet(tenant.key()).toString());
        }
        return keys;
    }

    List<Tenant> tenants() {
        return tenants;
    }

    Path inviteService() {
        return folder.resolve("invite-keys");
    }

    Path sessionService() {
        return folder.resolve("session-keys");
    }

    Path push() {
        return folder.resolve("push-keys");
    }

    Path privateKey(Tenant tenant) {
        return folder.resolve(tenant.id() + ".private.json");
    }

    /** The tenant's public keys, as it would publish them. */
    Path jwks(Tenant tenant) {
        return folder.resolve(tenant.id() + ".jwks.json");
    }

    private static void write(Path file, ECKey key) throws IOException {
        OwnerFiles.write(file, JSONObjectUtils.toJSONString(key.toJSONObject()));
    }

    /** @param signsFrom for a service's key: what a rotation goes by */
    private static ECKey newKey(String id, @Nullable Date signsFrom) {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(id)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .notBeforeTime(signsFrom)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("This JDK makes no P-256 keys", e);
        }
    }
}
