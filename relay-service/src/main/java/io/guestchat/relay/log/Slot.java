package io.guestchat.relay.log;

import io.guestchat.platform.view.Partitions;
import io.guestchat.protocol.frame.Side;
import io.guestchat.protocol.id.ConversationId;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;

/**
 * One partition's keys and channels in Redis, all with its hash tag. What is made from the log, and can be made again, carries the number of
 * its format: relays of two formats make a view each, side by side, and share who is there and who is woken.
 *
 * @param partition of the keyed topics
 */
public record Slot(int partition) {
    /** Of the view. Whoever changes what is kept in it, or how, counts on, here and in the names of the consumer groups. */
    static final int FORMAT = 3;

    /** Hash: topic field → offset that is read next. */
    public String position() {
        return view() + ":at";
    }

    /** Asks for the position of every topic, in the order of {@link LogTopic}. */
    Request readPositions() {
        Request request = Request.cmd(Command.HMGET).arg(position());
        for (LogTopic topic : LogTopic.values()) {
            request.arg(topic.field());
        }
        return request;
    }

    /** Hash: what is known of a conversation, but for its {@link #standing}. */
    public String conversation(ConversationId id) {
        return view() + ":c:" + id;
    }

    /** String: {@link io.guestchat.relay.envelope.Standing}. */
    public String standing(ConversationId id) {
        return view() + ":s:" + id;
    }

    /** Stream: what a side has not acknowledged yet, by seq. */
    public String mailbox(ConversationId id, Side side) {
        return view() + ":" + letter(side) + ":" + id;
    }

    /**
     * Sorted set: mailboxes that their side may have to be told of → when to look (ms since the epoch), infinite if it has been
     * told. See {@link io.guestchat.relay.waiting}.
     */
    public String waiting() {
        return view() + ":waiting";
    }

    /** Whose a mailbox is. */
    public record Owner(ConversationId conversation, Side side) {}

    /** @param mailbox a key that {@link #mailbox} made */
    public static Owner owner(String mailbox) {
        int colon = mailbox.lastIndexOf(':');
        return new Owner(
                ConversationId.parse(mailbox.substring(colon + 1)),
                mailbox.startsWith(letter(Side.MEMBER), colon - 1) ? Side.MEMBER : Side.GUEST);
    }

    /** Sharded channel: what a side's sockets must know of, at once. */
    public String channel(ConversationId id, Side side) {
        return tag() + ":w" + letter(side) + ":" + id;
    }

    /** Hash: which node holds a side's socket. */
    public String presence(ConversationId id) {
        return tag() + ":p:" + id;
    }

    /** Set: a member's conversations in this partition. */
    public String conversationsOf(String tenantAndMember) {
        return view() + ":u:" + tenantAndMember;
    }

    private String view() {
        return tag() + ":" + FORMAT;
    }

    private String tag() {
        return Partitions.tag(partition);
    }

    /** How a side is written in keys and fields. */
    public static String letter(Side side) {
        return side == Side.MEMBER ? "m" : "g";
    }
}
