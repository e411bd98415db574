package io.guestchat.local.suite;

import com.nimbusds.jose.jwk.ECKey;

/**
 * A tenant that exists on this machine only, for one run.
 *
 * @param id the tenant's id
 * @param issuer {@code iss} of its tokens
 * @param key its private signing key
 */
public record Tenant(String id, String issuer, ECKey key) {
    /** Names the tenant, never the key. */
    @Override
    public String toString() {
        return "Tenant[" + id + "]";
    }
}
