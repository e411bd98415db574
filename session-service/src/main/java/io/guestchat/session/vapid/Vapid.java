package io.guestchat.session.vapid;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import io.guestchat.platform.audit.AuditSource;
import io.guestchat.platform.audit.Fact;
import io.guestchat.platform.signing.SigningKeys;
import io.guestchat.protocol.Base64Url;
import io.guestchat.session.PushConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Identifies this deployment to push services (RFC 8292). A browser's subscription takes pushes by the one key only that it was made
 * with; so a key that retires goes on serving its subscriptions, and new ones are made with the current key.
 */
@Startup
@ApplicationScoped
public class Vapid implements AuditSource {
    /** Push services refuse more than a day. */
    private static final Duration PROOF_LIFE = Duration.ofHours(1);

    private static final int FIELD_BITS = 256;
    /** Of a point that is not compressed (SEC 1, 2.3.3). */
    private static final byte FIRST_BYTE = 4;

    private final @Nullable SigningKeys keys;
    private final String contact;

    Vapid(PushConfig config, MeterRegistry metrics) {
        this.contact = contact(config);
        this.keys = config.keys()
                .map(directory -> SigningKeys.of("guestchat.push", directory, metrics))
                .orElse(null);
    }

    @PreDestroy
    void close() {
        if (keys != null) {
            keys.close();
        }
    }

    @Override
    public List<Fact> facts() {
        return keys == null ? List.of() : keys.facts();
    }

    /** The public key to subscribe with: an uncompressed P-256 point in base64url. Empty if nobody is pushed here. */
    public Optional<String> publicKey() {
        return Optional.ofNullable(keys).map(k -> point(k.current()));
    }

    /**
     * What goes into the {@code Authorization} of a push. Empty if the key is not ours any more: nothing can be pushed there.
     *
     * @param key that the subscription was made with, as {@link #publicKey} told it
     */
    public Optional<String> authorization(URI endpoint, String key, Instant now) {
        if (keys == null) {
            return Optional.empty();
        }
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .audience(endpoint.getScheme() + "://" + endpoint.getRawAuthority())
                .expirationTime(Date.from(now.plus(PROOF_LIFE)))
                .subject(contact)
                .build();
        return keys.published().stream()
                .filter(ours -> point(ours).equals(key))
                .findFirst()
                .flatMap(ours -> keys.signWith(ours.getKeyID(), claims))
                .map(token -> "vapid t=" + token + ", k=" + key);
    }

    private static String point(ECKey key) {
        ByteBuffer point = ByteBuffer.allocate(1 + 2 * FIELD_BITS / 8).put(FIRST_BYTE);
        for (Base64URL coordinate : List.of(key.getX(), key.getY())) {
            point.put(ECKey.encodeCoordinate(FIELD_BITS, coordinate.decodeToBigInteger())
                    .decode());
        }
        return Base64Url.encode(point.array());
    }

    private static String contact(PushConfig config) {
        String contact = config.contact().map(URI::toString).orElse("");
        boolean named = contact.startsWith("mailto:") || contact.startsWith("https://");
        if (config.keys().isPresent() && !named) {
            throw new IllegalStateException("guestchat.push.contact has to be a mailto: or https: address");
        }
        return contact;
    }
}
