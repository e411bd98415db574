package io.guestchat.protocol.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.JWK;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a JWKS (RFC 7517) says at one moment. A key in it that cannot be used is left out, and the others count (section 5 of
 * it); so are all that share a {@code kid}, for nobody can say which of them is meant, and those without one.
 */
final class PublicKeys {
    private final Map<String, VerificationKey> byKid = new HashMap<>();

    private PublicKeys() {}

    static PublicKeys of(Collection<JWK> keys) {
        PublicKeys all = new PublicKeys();
        Set<String> seen = new HashSet<>();
        for (JWK key : keys) {
            String kid = key.getKeyID();
            VerificationKey usable = VerificationKey.of(key);
            if (kid == null) {
                continue;
            }
            if (!seen.add(kid)) {
                all.byKid.remove(kid);
            } else if (usable != null) {
                all.byKid.put(kid, usable);
            }
        }
        return all;
    }

    /** @throws ParseException if it is not a JWKS at all */
    static PublicKeys parse(byte[] document) throws ParseException {
        JsonNode keys = StrictObject.parse(document).path("keys");
        if (!keys.isArray()) {
            throw new ParseException("not a JWKS", 0);
        }
        List<JWK> understood = new ArrayList<>();
        for (JsonNode key : keys) {
            try {
                understood.add(JWK.parse(key.toString()));
            } catch (ParseException | RuntimeException e) {
                // Left out, as the class says.
            }
        }
        return of(understood);
    }

    @Nullable
    VerificationKey find(String kid) {
        return byKid.get(kid);
    }
}
