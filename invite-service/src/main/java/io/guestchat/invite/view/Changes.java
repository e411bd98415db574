package io.guestchat.invite.view;

import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.platform.view.LogWriter;
import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.topic.InviteRecord;
import io.guestchat.protocol.topic.TopicCodec;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Which records of the log changed an invite: the first to create it, to let it expire, to revoke it. Others repeat one that
 * stands, or were overruled, and nothing follows from them.
 */
@ApplicationScoped
public class Changes {
    private static final long APPLIED_WITHIN_MS = 5_000;

    private final RedisCommands redis;
    private final InvitesView invites;
    private final Wholeness wholeness;

    Changes(RedisCommands redis, InvitesView invites, Wholeness wholeness) {
        this.redis = redis;
        this.invites = invites;
        this.wholeness = wholeness;
    }

    /**
     * A record, and where it stands in the log.
     *
     * @param headers the record's
     */
    public record Change(InviteRecord record, Headers headers, int partition, long offset) {
        private Request question() {
            return Request.cmd(Command.HMGET)
                    .arg(ViewKeys.invite(partition, record.inviteId()))
                    .arg("k")
                    .arg("o" + InvitesView.finality(record.status()));
        }

        /** An invite that has been forgotten since cannot say: then it was one. */
        private boolean confirmedBy(Response knownAndOffset) {
            @Nullable Response by = knownAndOffset.get(1);
            return knownAndOffset.get(0) == null || (by != null && by.toLong() == offset);
        }
    }

    /** Waits until the view has the record, and answers whether it changed the invite. */
    public boolean awaitAndTell(InviteRecord record, LogWriter.Written written) {
        Change change = new Change(record, new RecordHeaders(), written.partition(), written.offset());
        return !Waiting.on(invites.view()
                        .awaitApplied(change.partition(), change.offset(), APPLIED_WITHIN_MS)
                        .compose(v -> confirmed(List.of(change))))
                .isEmpty();
    }

    /** Those of a batch that changed an invite, in their order, once the view has all of it. */
    public Future<List<Change>> among(ConsumerRecords<String, byte[]> batch) {
        List<Future<Void>> applied = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        for (TopicPartition partition : batch.partitions()) {
            List<ConsumerRecord<String, byte[]>> records = batch.records(partition);
            applied.add(invites.view()
                    .awaitApplied(partition.partition(), records.getLast().offset(), APPLIED_WITHIN_MS));
            records.forEach(record -> read(record, changes));
        }
        return Future.all(applied).compose(v -> confirmed(changes));
    }

    private static void read(ConsumerRecord<String, byte[]> record, List<Change> into) {
        if (record.value() == null) {
            return;
        }
        try {
            InviteRecord invite = TopicCodec.read(record.value(), InviteRecord.class);
            into.add(new Change(invite, record.headers(), record.partition(), record.offset()));
        } catch (InvalidValue e) {
            // the view has said so, and nothing follows from it
        }
    }

    private Future<List<Change>> confirmed(List<Change> changes) {
        if (changes.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        List<Request> requests = new ArrayList<>();
        for (Change change : changes) {
            requests.add(change.question());
            requests.add(wholeness.question(change.partition()));
        }
        return redis.batch(requests).map(answers -> {
            List<Change> confirmed = new ArrayList<>();
            for (int i = 0; i < changes.size(); i++) {
                wholeness.require(answers.get(2 * i + 1));
                if (changes.get(i).confirmedBy(answers.get(2 * i))) {
                    confirmed.add(changes.get(i));
                }
            }
            return confirmed;
        });
    }
}
