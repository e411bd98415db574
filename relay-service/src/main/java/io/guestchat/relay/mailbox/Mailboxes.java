package io.guestchat.relay.mailbox;

import io.guestchat.platform.redis.RedisCommands;
import io.guestchat.protocol.frame.Side;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.relay.envelope.Envelope;
import io.guestchat.relay.envelope.Standing;
import io.guestchat.relay.log.Slot;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Reads mailboxes. */
@ApplicationScoped
public class Mailboxes {
    private final RedisCommands redis;

    Mailboxes(RedisCommands redis) {
        this.redis = redis;
    }

    /** An envelope and its place. */
    public record Waiting(long seq, Envelope envelope) {}

    /** What waits behind {@code after}, in order, at most {@code count}. */
    public Future<List<Waiting>> read(Slot slot, ConversationId conversation, Side side, long after, int count) {
        Request request = Request.cmd(Command.XRANGE)
                .arg(slot.mailbox(conversation, side))
                .arg((after + 1) + "-0")
                .arg("+")
                .arg("COUNT")
                .arg(count);
        return redis.send(request).map(entries -> {
            List<Waiting> waiting = new ArrayList<>(entries.size());
            for (Response entry : entries) {
                String id = entry.get(0).toString();
                Response fields = entry.get(1);
                waiting.add(new Waiting(
                        Long.parseLong(id, 0, id.indexOf('-'), 10),
                        Envelope.read(fields.get(1).toBytes(), 0)));
            }
            return waiting;
        });
    }

    /** How much waits for a side. */
    public Future<Fill> fill(Slot slot, ConversationId conversation, Side side) {
        return redis.batch(List.of(
                        Request.cmd(Command.XLEN).arg(slot.mailbox(conversation, side)),
                        Request.cmd(Command.GET).arg(slot.standing(conversation))))
                .map(answers -> {
                    // Asked of the mailbox itself: it may have expired.
                    int count = answers.get(0).toInteger();
                    return new Fill(
                            count,
                            count == 0
                                    ? 0
                                    : Standing.read(answers.get(1)).of(side).bytes());
                });
    }
}
