package io.guestchat.relay;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.guestchat.protocol.Base64Url;
import io.guestchat.protocol.frame.AlertCode;
import io.guestchat.protocol.frame.ClientFrame;
import io.guestchat.protocol.frame.EndReason;
import io.guestchat.protocol.frame.Kind;
import io.guestchat.protocol.frame.Side;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.protocol.id.MemberId;
import io.guestchat.protocol.id.SessionId;
import io.guestchat.protocol.id.TenantId;
import io.guestchat.protocol.topic.SessionRecord;
import io.guestchat.protocol.topic.SessionStatus;
import io.guestchat.protocol.topic.TopicCodec;
import io.guestchat.protocol.topic.TopicNames;
import io.guestchat.relay.envelope.Envelope;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** One redeemed invite as the other services would have made it: ids, keys, tokens, the session record in the log. */
final class TestWorld {
    private static final long A_WHILE_MS = 600_000;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final KafkaProducer<String, byte[]> LOG = new KafkaProducer<>(
            Map.of("bootstrap.servers", config("kafka.bootstrap.servers"), "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer());

    final ConversationId conversation;
    final SessionId session;
    final MemberId member;
    private final String tenant;
    final ECKey browserKey = newKey();

    private TestWorld(ConversationId conversation, MemberId member, String tenant) {
        this.tenant = tenant;
        this.conversation = conversation;
        this.session = new SessionId(random());
        this.member = member;
    }

    /** A redeemed invite of a new member. */
    static TestWorld redeemed() {
        return redeemedFrom(MemberId.parse("member-" + UUID.randomUUID()));
    }

    static TestWorld redeemedFrom(MemberId member) {
        return redeemedFrom(member, TestKeys.TENANT);
    }

    /** A redeemed invite of a new member of {@link TestKeys#OTHER_TENANT}. */
    static TestWorld elsewhere() {
        return redeemedFrom(MemberId.parse("member-" + UUID.randomUUID()), TestKeys.OTHER_TENANT);
    }

    private static TestWorld redeemedFrom(MemberId member, String tenant) {
        TestWorld world = new TestWorld(new ConversationId(random()), member, tenant);
        world.write(SessionStatus.OPEN, null, Map.of());
        return world;
    }

    /** A redemption that lost the race: its record stands in the log for a moment, behind the winner's. */
    TestWorld lostRace() {
        TestWorld loser = new TestWorld(conversation, member, tenant);
        loser.write(SessionStatus.OPEN, null, Map.of());
        return loser;
    }

    /** The record before the end once more, as a slow node would write it. */
    void openAgain() {
        write(SessionStatus.OPEN, null, Map.of());
    }

    void end(EndReason reason) {
        write(SessionStatus.ENDED, reason, Map.of());
    }

    /** Long after the end nothing is known of it any more. */
    void forget() {
        put(TopicNames.SESSIONS, null);
    }

    void alert(AlertCode code) {
        write(SessionStatus.OPEN, null, Map.of(code, Instant.now()));
    }

    /**
     * Puts a guest's envelope into the log as another node would, past the checks of any connection; accepted a while ago, so
     * that it does not count against the rate any more.
     */
    void append(long n, String text) {
        append(n, Kind.APPLICATION, text.getBytes(StandardCharsets.UTF_8));
    }

    void append(long n, Kind kind, byte[] payload) {
        append(Side.GUEST, n, kind, payload);
    }

    /** @return its seq */
    long append(Side from, long n, Kind kind, byte[] payload) {
        return 1
                + put(
                        TopicNames.ENVELOPES,
                        Envelope.write(
                                from, n, kind, Base64Url.encode(payload), System.currentTimeMillis() - A_WHILE_MS));
    }

    /** What the log has of the conversation, in its order. */
    List<Envelope> logged() {
        return TestLog.records(TopicNames.ENVELOPES, conversation.value()).stream()
                .map(r -> Envelope.read(r.value(), 0))
                .toList();
    }

    private long put(String topic, byte[] value) {
        try {
            return LOG.send(new ProducerRecord<>(topic, conversation.value(), value))
                    .get()
                    .offset();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(SessionStatus status, EndReason reason, Map<AlertCode, Instant> alerts) {
        SessionRecord session = new SessionRecord(
                conversation,
                TenantId.parse(tenant),
                member,
                this.session,
                thumbprint(),
                status,
                Instant.now(),
                864_000,
                status == SessionStatus.ENDED ? Instant.now() : null,
                reason,
                alerts);
        put(TopicNames.SESSIONS, TopicCodec.write(session));
    }

    /** Answers a challenge as the guest's browser does. */
    ClientFrame.Authenticate asGuest(String nonce) {
        return asGuest(nonce, Instant.now().plusSeconds(300));
    }

    ClientFrame.Authenticate asGuest(String nonce, Instant expiresAt) {
        String token = sign(
                key("session"),
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID("k1")
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(TestKeys.SESSION_ISSUER)
                        .audience("guestchat:relay")
                        .subject(session.value())
                        .claim("cid", conversation.value())
                        .claim("tid", tenant)
                        .claim("cnf", Map.of("jkt", thumbprint()))
                        .jwtID(random())
                        .expirationTime(Date.from(expiresAt))
                        .build());
        return new ClientFrame.Authenticate(token, proof(token, nonce));
    }

    private String proof(String token, String nonce) {
        return sign(
                browserKey,
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType("dpop+jwt"))
                        .jwk(browserKey.toPublicJWK())
                        .build(),
                new JWTClaimsSet.Builder()
                        .jwtID(random())
                        .claim("htm", "GET")
                        .claim("htu", TestKeys.PUBLIC_URL.replaceFirst("^ws", "http"))
                        .issueTime(new Date())
                        .claim("nonce", nonce)
                        .claim("ath", hash(token))
                        .build());
    }

    /** Answers a challenge as the member's app does. */
    ClientFrame.Authenticate asMember() {
        String token = sign(
                key("tenant"),
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(JOSEObjectType.JWT)
                        .keyID("k1")
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(TestKeys.issuer(tenant))
                        .audience("guestchat:relay")
                        .subject(member.value())
                        .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                        .build());
        return new ClientFrame.Authenticate(token, null);
    }

    private static String sign(ECKey key, JWSHeader header, JWTClaimsSet claims) {
        try {
            SignedJWT jwt = new SignedJWT(header, claims);
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String thumbprint() {
        try {
            return browserKey.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hash(String token) {
        try {
            return Base64Url.encode(
                    MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey key(String name) {
        return TestKeys.read(Path.of(config(TestKeys.FOLDER)), name);
    }

    private static String config(String key) {
        return ConfigProvider.getConfig().getValue(key, String.class);
    }

    private static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String random() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return Base64Url.encode(bytes);
    }
}
