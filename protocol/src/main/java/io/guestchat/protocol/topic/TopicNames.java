package io.guestchat.protocol.topic;

/**
 * The suite's topics. All but {@link #AUDIT} carry the conversation id as key and have the same number of partitions, so that
 * partition p of each speaks of the same conversations.
 */
public final class TopicNames {
    private TopicNames() {}

    /** Compacted; {@link InviteRecord}. */
    public static final String INVITES = "guestchat.invites";
    /** Compacted; {@link SessionRecord}. */
    public static final String SESSIONS = "guestchat.sessions";
    /** Kept for 15 days; the relay's own. */
    public static final String ENVELOPES = "guestchat.envelopes";
    /** Compacted; the relay's own. */
    public static final String ACKS = "guestchat.acks";
    /** Compacted; {@link ActivityRecord}. */
    public static final String ACTIVITY = "guestchat.activity";
    /** Compacted; {@link PushRecord}. */
    public static final String PUSH = "guestchat.push";
    /** CloudEvents for providers; never content. */
    public static final String EVENTS = "guestchat.events";
    /** What operators changed, as CloudEvents. One partition: all in one order. */
    public static final String AUDIT = "guestchat.audit";
}
