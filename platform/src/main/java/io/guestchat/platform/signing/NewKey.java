package io.guestchat.platform.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.JWKGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Date;
import java.util.Map;

/** An operator's tool: prints a new signing key as its file has to be. See {@code docs/operating/keys.md}. */
public final class NewKey {
    private NewKey() {}

    /**
     * Notes who made it: {@code GUESTCHAT_BY}, or the account that this runs under.
     *
     * @param args the {@code kid}; then, if wanted, from when it signs; then until when it is published (ISO 8601, in UTC)
     */
    public static void main(String[] args) throws JOSEException {
        if (args.length < 1 || args.length > 3) {
            System.err.println("usage: NewKey <kid> [<signs from> [<published until>]], as in i2 2026-12-01T00:00:00Z");
            System.exit(2);
        }
        JWKGenerator<ECKey> key = new ECKeyGenerator(Curve.P_256)
                .keyID(args[0])
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.ES256);
        try {
            key.notBeforeTime(args.length < 2 ? null : Date.from(Instant.parse(args[1])));
            key.expirationTime(args.length < 3 ? null : Date.from(Instant.parse(args[2])));
        } catch (DateTimeParseException e) {
            System.err.println("not a time like 2026-12-01T00:00:00Z: " + e.getParsedString());
            System.exit(2);
        }
        Map<String, Object> file = key.generate().toJSONObject();
        file.put("by", System.getenv().getOrDefault("GUESTCHAT_BY", System.getProperty("user.name")));
        System.out.println(JSONObjectUtils.toJSONString(file));
    }
}
