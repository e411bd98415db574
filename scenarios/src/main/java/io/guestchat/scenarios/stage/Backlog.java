package io.guestchat.scenarios.stage;

import io.guestchat.protocol.Base64Url;
import io.guestchat.protocol.topic.TopicNames;
import io.guestchat.scenarios.relay.GuestCredential;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What guests wrote to members who are seldom there, put straight into the log as relays would have: of each conversation a part is
 * acknowledged, envelope by envelope, the rest waits.
 */
public final class Backlog {
    /** Envelopes of a conversation: twice what a mailbox may hold. */
    public static final int EACH = 2_000;

    private static final int CONVERSATIONS_PER_MEMBER = 5;
    private static final int PAYLOAD_BYTES = 256;
    private static final int ROUNDS_AT_ONCE = 20;
    private static final byte VERSION = 1;
    private static final byte FROM_GUEST = 1;

    private final int acknowledged;
    private final List<Issuer.Session> sessions = new ArrayList<>();

    private Backlog(int acknowledged) {
        this.acknowledged = acknowledged;
    }

    /**
     * Writes it.
     *
     * @param envelopes how many; whole conversations
     * @param acknowledged of each conversation's {@value #EACH}; no more than a mailbox may hold are left
     */
    public static Backlog write(Issuer issuer, String bootstrapServers, int envelopes, int acknowledged) {
        Backlog backlog = new Backlog(acknowledged);
        for (int i = 0; i < envelopes / EACH; i++) {
            backlog.sessions.add(issuer.newSession("absent-" + i / CONVERSATIONS_PER_MEMBER, GuestCredential.newKey()));
        }
        issuer.open(bootstrapServers, backlog.sessions);
        backlog.append(bootstrapServers);
        return backlog;
    }

    private void append(String bootstrapServers) {
        byte[] payload = new byte[PAYLOAD_BYTES];
        new Random(1).nextBytes(payload);
        byte[] text = Base64Url.encode(payload).getBytes(StandardCharsets.US_ASCII);
        try (Producer<String, byte[]> log = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 20, "batch.size", 262_144),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (int first = 1; first <= EACH; first += ROUNDS_AT_ONCE) {
                write(log, first, Math.min(first + ROUNDS_AT_ONCE, EACH + 1), text);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The envelopes of all conversations by turns, then their acknowledgements. */
    private void write(Producer<String, byte[]> log, int first, int end, byte[] text)
            throws ExecutionException, InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int n = first; n < end; n++) {
            for (Issuer.Session session : sessions) {
                sent.add(log.send(new ProducerRecord<>(
                        TopicNames.ENVELOPES, session.conversation().value(), envelope(n, text))));
            }
        }
        Iterator<Future<RecordMetadata>> written = sent.iterator();
        for (int n = first; n < Math.min(end, acknowledged + 1); n++) {
            for (Issuer.Session session : sessions) {
                RecordMetadata envelope = written.next().get();
                String ack = envelope.offset() + 1 + "," + n + ",0";
                log.send(new ProducerRecord<>(
                        TopicNames.ACKS,
                        envelope.partition(),
                        session.conversation().value() + ".m",
                        ack.getBytes(StandardCharsets.US_ASCII)));
            }
        }
    }

    private static byte[] envelope(long n, byte[] text) {
        return ByteBuffer.allocate(18 + text.length)
                .put(VERSION)
                .put(FROM_GUEST)
                .putLong(n)
                .putLong(System.currentTimeMillis() - Duration.ofHours(1).toMillis())
                .put(text)
                .array();
    }

    /** Conversations, five to each member. */
    public List<Issuer.Session> sessions() {
        return sessions;
    }
}
