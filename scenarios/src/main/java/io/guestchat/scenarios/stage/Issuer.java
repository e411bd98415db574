package io.guestchat.scenarios.stage;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import io.guestchat.local.suite.Tenant;
import io.guestchat.protocol.Base64Url;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.protocol.id.MemberId;
import io.guestchat.protocol.id.SessionId;
import io.guestchat.protocol.id.TenantId;
import io.guestchat.protocol.token.AccessToken;
import io.guestchat.protocol.topic.SessionRecord;
import io.guestchat.protocol.topic.SessionStatus;
import io.guestchat.protocol.topic.TopicCodec;
import io.guestchat.protocol.topic.TopicNames;
import io.guestchat.scenarios.caller.Signing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Stands in for the session-service, which is not what is tested here: redeemed conversations in its topic, access tokens that the
 * relays trust. And a tenant.
 */
public final class Issuer {
    private static final String ISSUER = "https://session.example";

    private static final Duration TOKEN_LIFE = Duration.ofMinutes(5);
    private static final long IDLE_SECONDS = Duration.ofDays(10).toSeconds();
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ECKey sessionKey = key("s1");
    private final Tenant tenant = new Tenant("acme", "https://acme.example", key("acme-1"));

    /**
     * A conversation and the session of its guest.
     *
     * @param browserKey private
     */
    public record Session(ConversationId conversation, SessionId session, String member, ECKey browserKey) {}

    public Tenant tenant() {
        return tenant;
    }

    /** What every relay is called by its clients, wherever it listens. */
    public URI relayUrl() {
        return URI.create("ws://relay.example/v1/connect");
    }

    /**
     * The settings of a relay that trusts this one.
     *
     * @param folder takes files with the public keys
     */
    public Map<String, String> relaySettings(Path folder) {
        Path session = write(folder.resolve("session.jwks.json"), sessionKey);
        Path backend = write(folder.resolve("tenant.jwks.json"), tenant.key());
        return Map.of(
                "guestchat.relay.public-url", relayUrl().toString(),
                "guestchat.relay.session-issuer", ISSUER,
                "guestchat.relay.session-jwks", session.toUri().toString(),
                "guestchat.tenants.acme.issuer", tenant.issuer(),
                "guestchat.tenants.acme.jwks", backend.toUri().toString());
    }

    /** A conversation that nobody knows yet. */
    public Session newSession(String member, ECKey browserKey) {
        return new Session(ConversationId.parse(random(16)), SessionId.parse(random(16)), member, browserKey);
    }

    /** Puts open conversations into the topic; returns when Kafka has them. */
    public void open(String bootstrapServers, List<Session> sessions) {
        try (Producer<String, byte[]> log = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            List<Future<RecordMetadata>> written = new ArrayList<>();
            for (Session session : sessions) {
                SessionRecord record = new SessionRecord(
                        session.conversation(),
                        TenantId.parse(tenant.id()),
                        MemberId.parse(session.member()),
                        session.session(),
                        thumbprint(session.browserKey()),
                        SessionStatus.OPEN,
                        Instant.now(),
                        IDLE_SECONDS,
                        null,
                        null,
                        Map.of());
                written.add(log.send(new ProducerRecord<>(
                        TopicNames.SESSIONS, session.conversation().value(), TopicCodec.write(record))));
            }
            for (Future<RecordMetadata> each : written) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A fresh access token. */
    public String accessToken(Session session) {
        return Signing.sign(
                sessionKey,
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType(AccessToken.TYPE))
                        .keyID(sessionKey.getKeyID())
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .audience(AccessToken.AUDIENCE)
                        .subject(session.session().value())
                        .claim("cid", session.conversation().value())
                        .claim("tid", tenant.id())
                        .claim("cnf", Map.of("jkt", thumbprint(session.browserKey())))
                        .jwtID(UUID.randomUUID().toString())
                        .expirationTime(Date.from(Instant.now().plus(TOKEN_LIFE)))
                        .build());
    }

    private static String thumbprint(ECKey key) {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return Base64Url.encode(bytes);
    }

    private static Path write(Path file, ECKey key) {
        try {
            return Files.writeString(file, new JWKSet(key).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ECKey key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(id)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("This JDK makes no P-256 keys", e);
        }
    }
}
