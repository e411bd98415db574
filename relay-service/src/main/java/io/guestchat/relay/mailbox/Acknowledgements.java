package io.guestchat.relay.mailbox;

import io.guestchat.platform.redis.LuaScript;
import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.protocol.frame.Side;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.relay.envelope.Standing;
import io.guestchat.relay.log.BatchEffect;
import io.guestchat.relay.log.Gathering;
import io.guestchat.relay.log.LogAppender;
import io.guestchat.relay.log.LogReaders;
import io.guestchat.relay.log.LogTopic;
import io.guestchat.relay.log.Slot;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Acknowledgements: to the log first; whoever owns the partition then trims the mailbox and tells the sender's side. So an
 * acknowledgement that took effect survives a Redis that is wiped or moved back.
 */
@ApplicationScoped
public class Acknowledgements implements BatchEffect {
    private static final Logger LOG = Logger.getLogger(Acknowledgements.class);
    private static final LuaScript SCRIPT = Standing.script(Acknowledgements.class, "acknowledge.lua");

    /**
     * For so long, those of all conversations are gathered to go to the log together: nobody waits for one but who sees a tick, and
     * each batch costs the broker, the reader and Redis as much as many records do.
     */
    private static final long GATHER_MS = 200;

    private final RedisCommands redis;
    private final LogAppender log;
    private final LogReaders readers;
    private final Gathering gathering;

    Acknowledgements(RedisCommands redis, LogAppender log, LogReaders readers, Vertx vertx) {
        this.redis = redis;
        this.log = log;
        this.readers = readers;
        this.gathering = new Gathering(vertx, log, LogTopic.ACKS, last -> GATHER_MS);
    }

    /** Acknowledges, within {@value #GATHER_MS} ms. */
    public void append(Slot slot, Acknowledgement acknowledgement, LogAppender.Outcome outcome) {
        gathering.append(slot, acknowledgement.key(), acknowledgement.value(), outcome);
    }

    /** What waits to be appended must not come again elsewhere. */
    void stopping(@Observes ShutdownEvent event) {
        gathering.flush();
    }

    /** The conversation is remembered no more, and neither are its acknowledgements. */
    public void forget(Slot slot, ConversationId conversation) {
        for (Side side : Side.values()) {
            log.append(LogTopic.ACKS.topic(), slot, Acknowledgement.key(conversation, side), null, failure -> {
                if (failure != null) {
                    LOG.warnf("acknowledgements not forgotten conversation=%s", conversation);
                }
            });
        }
    }

    @Override
    public LogTopic topic() {
        return LogTopic.ACKS;
    }

    @Incoming("acks")
    Uni<Void> apply(ConsumerRecords<String, byte[]> batch) {
        return readers.of(LogTopic.ACKS).apply(batch);
    }

    @Override
    public Future<Long> apply(Slot slot, long expected, List<ConsumerRecord<String, byte[]>> records) {
        Collection<Acknowledgement> acks = sums(slot, records);
        List<String> keys = new ArrayList<>(2 + 3 * acks.size());
        List<Object> args = new ArrayList<>(2 + 5 * acks.size());
        keys.add(slot.position());
        keys.add(slot.waiting());
        args.add(expected);
        args.add(BatchEffect.end(records));
        for (Acknowledgement ack : acks) {
            keys.add(slot.standing(ack.conversation()));
            keys.add(slot.mailbox(ack.conversation(), ack.side()));
            keys.add(slot.channel(ack.conversation(), ack.side().other()));
            args.addAll(List.of(Slot.letter(ack.side()), ack.seq(), ack.peerN(), ack.ownN(), ack.bytes()));
        }
        return redis.eval(SCRIPT, keys, args).map(answer -> answer.toLong());
    }

    /** One for each side of each conversation: busy ones acknowledge many times in a batch. */
    private static Collection<Acknowledgement> sums(Slot slot, List<ConsumerRecord<String, byte[]>> records) {
        Map<String, Acknowledgement> sums = new LinkedHashMap<>();
        for (ConsumerRecord<String, byte[]> r : records) {
            if (r.value() == null) {
                continue; // the conversation is forgotten
            }
            try {
                sums.merge(r.key(), Acknowledgement.read(r.key(), r.value()), Acknowledgement::then);
            } catch (IllegalArgumentException e) {
                LOG.errorf("not an acknowledgement partition=%d offset=%d, skipped", slot.partition(), r.offset());
            }
        }
        return sums.values();
    }
}
