package io.guestchat.relay.envelope;

import static java.util.stream.Collectors.toSet;

import io.guestchat.platform.redis.LuaScript;
import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.frame.Side;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.relay.RelayConfig;
import io.guestchat.relay.RelayLimits;
import io.guestchat.relay.log.BatchEffect;
import io.guestchat.relay.log.LogEnds;
import io.guestchat.relay.log.LogReaders;
import io.guestchat.relay.log.LogTopic;
import io.guestchat.relay.log.Offsets;
import io.guestchat.relay.log.Slot;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Applies the log of envelopes to the mailboxes: drops a repeated n, refuses a gap, wakes the recipient. An envelope's seq is
 * its offset + 1.
 *
 * <p>Acknowledgements and conversations come first: whatever they said when reading started over is applied before any
 * envelope, so that nothing acknowledged and nothing ended comes back.
 */
@ApplicationScoped
public class Materialiser implements BatchEffect {
    private static final Logger LOG = Logger.getLogger(Materialiser.class);
    private static final LuaScript SCRIPT = Standing.script(Materialiser.class, "materialise.lua");
    private static final int KEYS_PER_CONVERSATION = 5;
    /** Of the script, for each envelope. */
    private static final int ARGUMENTS = 3;
    /** Of the hash of positions: conversations opened before this time may have lost their first envelopes to retention. */
    private static final String LOST_BEFORE = "l";

    /** A day less than what the log keeps. */
    private static final Duration SURELY_KEPT = Duration.ofDays(14);

    /** The script's answer when the batch speaks of a conversation that the view does not have. */
    private static final long UNKNOWN = -4;
    /** The script's answer when a digest was made of what is no longer so. */
    private static final long OUTDATED = -5;

    /**
     * What the view must have of the other topics before envelopes are applied.
     *
     * @param told      seq up to which everybody has been told of what waits for him
     * @param end       offset up to which envelopes had been written then: until there, most of them are acknowledged
     * @param provenFor end of the batch that this was read for: a conversation of it that is unknown after that does not exist
     */
    private record Gate(long acks, long sessions, long told, long end, long provenFor) {
        static final Gate OPEN = new Gate(0, 0, 0, 0, -1);
    }

    private final RedisCommands redis;
    private final LogEnds ends;
    private final LogReaders readers;
    private final RelayLimits limits;
    private final long sendMs;
    private final long patienceMs;
    private final Counter applied;
    private final Map<Integer, Gate> gates = new ConcurrentHashMap<>();

    Materialiser(
            RedisCommands redis,
            LogEnds ends,
            LogReaders readers,
            RelayConfig config,
            RelayLimits limits,
            MeterRegistry metrics) {
        this.redis = redis;
        this.ends = ends;
        this.readers = readers;
        this.limits = limits;
        this.sendMs = 1_000 / limits.sendRate();
        this.patienceMs = config.waiting().patience().toMillis();
        this.applied = metrics.counter("guestchat.relay.envelopes.applied");
    }

    @Override
    public LogTopic topic() {
        return LogTopic.ENVELOPES;
    }

    @Incoming("envelopes")
    Uni<Void> apply(ConsumerRecords<String, byte[]> batch) {
        return readers.of(LogTopic.ENVELOPES).apply(batch);
    }

    @Override
    public Future<Void> aligning(Slot slot, long start, long settled) {
        long lostBefore = start > 0 ? System.currentTimeMillis() - SURELY_KEPT.toMillis() : 0;
        return ends.ends().compose(e -> {
            gates.put(slot.partition(), gate(slot, e, settled, -1));
            return redis.send(Request.cmd(Command.HSETNX)
                            .arg(slot.position())
                            .arg(LOST_BEFORE)
                            .arg(lostBefore))
                    .mapEmpty();
        });
    }

    private static Gate gate(Slot slot, Offsets ends, long told, long provenFor) {
        int p = slot.partition();
        return new Gate(
                ends.of(LogTopic.ACKS, p),
                ends.of(LogTopic.SESSIONS, p),
                told,
                ends.of(LogTopic.ENVELOPES, p),
                provenFor);
    }

    @Override
    public Future<Long> apply(Slot slot, long expected, List<ConsumerRecord<String, byte[]>> records) {
        Gate gate = gates.getOrDefault(slot.partition(), Gate.OPEN);
        long end = BatchEffect.end(records);
        return digests(slot, gate, records)
                .compose(digests -> eval(slot, expected, gate, digests, records))
                .compose(code -> {
                    if (code == UNKNOWN) {
                        // Redis may have been moved back behind a session's record: the end of that log will tell.
                        return ends.ends().compose(e -> {
                            gates.put(slot.partition(), gate(slot, e, gate.told(), end));
                            return apply(slot, expected, records);
                        });
                    }
                    if (code == OUTDATED) {
                        return apply(slot, expected, records);
                    }
                    if (code > expected && code <= end) {
                        applied.increment(code - expected);
                    }
                    return Future.succeededFuture(code);
                });
    }

    /** Of the conversations of a batch that was written before reading started over; empty for any other batch. */
    private Future<Map<String, Digest>> digests(Slot slot, Gate gate, List<ConsumerRecord<String, byte[]>> records) {
        if (BatchEffect.end(records) > gate.end()) {
            return Future.succeededFuture(Map.of());
        }
        List<String> ids = new ArrayList<>();
        List<Request> requests = new ArrayList<>();
        requests.add(Request.cmd(Command.HGET).arg(slot.position()).arg(LOST_BEFORE));
        for (String id : records.stream().map(ConsumerRecord::key).collect(toSet())) {
            try {
                requests.add(Request.cmd(Command.GET).arg(slot.standing(ConversationId.parse(id))));
                ids.add(id);
            } catch (InvalidValue e) {
                // skipped when the records are read
            }
        }
        return redis.batch(requests).map(answers -> {
            Response lostBefore = answers.get(0);
            Map<String, Digest> digests = new HashMap<>();
            for (int i = 0; i < ids.size(); i++) {
                Digest digest = Digest.of(
                        Standing.read(answers.get(i + 1)),
                        lostBefore == null ? 0 : lostBefore.toLong(),
                        sendMs,
                        sendMs * limits.sendBurst());
                if (digest != null) {
                    digests.put(ids.get(i), digest);
                }
            }
            return digests;
        });
    }

    /** Tells Redis of the first records: of as many as leave {@value #AT_ONCE} envelopes that are in no digest. */
    private Future<Long> eval(
            Slot slot,
            long expected,
            Gate gate,
            Map<String, Digest> digests,
            List<ConsumerRecord<String, byte[]>> records) {
        Map<String, Integer> indexes = new LinkedHashMap<>();
        List<String> keys = new ArrayList<>(2 + KEYS_PER_CONVERSATION * Math.min(records.size(), 64));
        List<Object> envelopes = new ArrayList<>(ARGUMENTS * Math.min(records.size(), AT_ONCE));
        long next = BatchEffect.end(records);
        keys.add(slot.position());
        keys.add(slot.waiting());
        for (ConsumerRecord<String, byte[]> r : records) {
            if (envelopes.size() == ARGUMENTS * AT_ONCE) {
                next = r.offset();
                break;
            }
            try {
                Envelope envelope = Envelope.read(r.value(), 0);
                Digest digest = digests.get(r.key());
                if (digest == null || !digest.take(envelope, r.offset() + 1)) {
                    envelopes.add(index(slot, r.key(), indexes, keys));
                    envelopes.add(r.offset() + 1);
                    envelopes.add(r.value());
                } else if (digest.isChanged()) {
                    index(slot, r.key(), indexes, keys);
                }
            } catch (IllegalArgumentException e) {
                LOG.errorf("not an envelope partition=%d offset=%d, skipped", slot.partition(), r.offset());
            }
        }
        List<Object> args = new ArrayList<>(11 + Digest.ARGUMENTS * digests.size() + envelopes.size());
        args.addAll(List.of(
                expected,
                next,
                gate.acks(),
                gate.sessions(),
                gate.provenFor() >= next ? 1 : 0,
                sendMs,
                sendMs * limits.sendBurst(),
                patienceMs,
                gate.told(),
                indexes.size(),
                digests.isEmpty() ? 0 : Digest.ARGUMENTS));
        if (!digests.isEmpty()) {
            indexes.keySet().forEach(id -> args.addAll(Digest.arguments(digests.get(id))));
        }
        args.addAll(envelopes);
        return redis.eval(SCRIPT, keys, args).map(Response::toLong);
    }

    /**
     * The place of a conversation among the script's keys.
     *
     * @throws InvalidValue if the key is no conversation's id
     */
    private static int index(Slot slot, String key, Map<String, Integer> indexes, List<String> keys) {
        Integer known = indexes.get(key);
        if (known != null) {
            return known;
        }
        ConversationId id = ConversationId.parse(key);
        keys.add(slot.standing(id));
        keys.add(slot.mailbox(id, Side.MEMBER));
        keys.add(slot.mailbox(id, Side.GUEST));
        keys.add(slot.channel(id, Side.MEMBER));
        keys.add(slot.channel(id, Side.GUEST));
        indexes.put(key, indexes.size());
        return indexes.size() - 1;
    }
}
