package io.guestchat.scenarios.faults;

import io.guestchat.protocol.Base64Url;
import io.guestchat.protocol.frame.RelayFrame;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.protocol.topic.TopicNames;
import io.guestchat.scenarios.relay.DurableClient;
import io.guestchat.scenarios.relay.GuestCredential;
import io.guestchat.scenarios.relay.Habits;
import io.guestchat.scenarios.relay.Journal;
import io.guestchat.scenarios.relay.MemberCredential;
import io.guestchat.scenarios.relay.RelaySocket;
import io.guestchat.scenarios.stage.Issuer;
import io.guestchat.scenarios.stage.Pause;
import io.vertx.core.Vertx;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What guests wrote to members who are seldom there, put straight into the log as relays would have: of each conversation a part is
 * acknowledged, the rest waits.
 */
final class Backlog {
    /** Envelopes of a conversation: twice what a mailbox may hold. */
    static final int EACH = 2_000;

    private static final int CONVERSATIONS_PER_MEMBER = 5;
    private static final int PAYLOAD_BYTES = 256;
    private static final byte VERSION = 1;
    private static final byte FROM_GUEST = 1;
    private static final Habits AT_REST = new Habits(Duration.ofSeconds(1), 0, Duration.ofMinutes(5));

    private final Rig rig;
    private final int acknowledged;
    private final List<Issuer.Session> sessions = new ArrayList<>();

    private Backlog(Rig rig, int acknowledged) {
        this.rig = rig;
        this.acknowledged = acknowledged;
    }

    /**
     * Writes it.
     *
     * @param envelopes how many; whole conversations
     * @param acknowledged of each conversation's {@value #EACH}; no more than a mailbox may hold are left
     */
    static Backlog write(Rig rig, int envelopes, int acknowledged) {
        Backlog backlog = new Backlog(rig, acknowledged);
        for (int i = 0; i < envelopes / EACH; i++) {
            backlog.sessions.add(
                    rig.issuer().newSession("absent-" + i / CONVERSATIONS_PER_MEMBER, GuestCredential.newKey()));
        }
        rig.issuer().open(rig.bootstrapServers(), backlog.sessions);
        backlog.append();
        return backlog;
    }

    private void append() {
        byte[] payload = new byte[PAYLOAD_BYTES];
        new Random(1).nextBytes(payload);
        byte[] text = Base64Url.encode(payload).getBytes(StandardCharsets.US_ASCII);
        try (Producer<String, byte[]> log = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        rig.bootstrapServers(),
                        "acks",
                        "all",
                        "linger.ms",
                        20,
                        "batch.size",
                        262_144),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (Issuer.Session session : sessions) {
                String id = session.conversation().value();
                Future<RecordMetadata> last = null;
                for (int n = 1; n <= EACH; n++) {
                    Future<RecordMetadata> sent =
                            log.send(new ProducerRecord<>(TopicNames.ENVELOPES, id, envelope(n, text)));
                    last = n == acknowledged ? sent : last;
                }
                long seq = last.get().offset() + 1;
                int partition = last.get().partition();
                String value = seq + "," + acknowledged + ",0";
                log.send(new ProducerRecord<>(
                        TopicNames.ACKS, partition, id + ".m", value.getBytes(StandardCharsets.US_ASCII)));
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
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

    Returning first() {
        return new Returning(sessions.getFirst());
    }

    /** Another member than the {@link #first}. */
    Returning last() {
        return new Returning(sessions.getLast());
    }

    /** One of the members comes back, and stores and acknowledges: {@link #ready} returns when it is told how things stand, {@link #rest} what waited. */
    final class Returning implements AutoCloseable {
        private final Vertx vertx = Vertx.vertx();
        private final CountDownLatch ready = new CountDownLatch(1);
        private final Map<ConversationId, List<Long>> came = new ConcurrentHashMap<>();
        private final List<ConversationId> conversations;
        private final DurableClient device;

        private Returning(Issuer.Session one) {
            String member = one.member();
            conversations = sessions.stream()
                    .filter(session -> session.member().equals(member))
                    .map(Issuer.Session::conversation)
                    .toList();
            DurableClient.World world =
                    new DurableClient.World(vertx, RelaySocket.client(vertx), rig.relayUrls(), new Random(1));
            Journal journal = new Journal() {
                @Override
                public void ready(RelayFrame.Ready frame) {
                    ready.countDown();
                }

                @Override
                public void delivered(RelayFrame.Deliver envelope) {
                    came.computeIfAbsent(envelope.conversation(), id -> new ArrayList<>())
                            .add(envelope.n());
                }
            };
            device = new DurableClient(
                    world, new MemberCredential(rig.issuer().tenant(), member), conversations, AT_REST, journal);
            vertx.runOnContext(v -> device.start());
        }

        void ready(Duration within) throws InterruptedException {
            if (!ready.await(within.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("not ready within " + within);
            }
        }

        /** For each conversation the n of what was delivered, once as much has come as waits. */
        Map<ConversationId, List<Long>> rest(Duration within) {
            long deadline = System.nanoTime() + within.toNanos();
            while (System.nanoTime() < deadline
                    && conversations.stream()
                            .anyMatch(id -> came.getOrDefault(id, List.of()).size() < EACH - acknowledged)) {
                Pause.millis(50);
            }
            return came;
        }

        int conversations() {
            return conversations.size();
        }

        @Override
        public void close() {
            vertx.close();
        }
    }
}
