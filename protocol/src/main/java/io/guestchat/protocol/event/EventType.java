package io.guestchat.protocol.event;

/** Every kind of event: the {@code type} and the {@code source} of its CloudEvent. */
public enum EventType {
    INVITE_CREATED("io.guestchat.invite.created", EventType.INVITES, true),
    INVITE_REVOKED("io.guestchat.invite.revoked", EventType.INVITES, true),
    INVITE_EXPIRED("io.guestchat.invite.expired", EventType.INVITES, true),
    INVITE_REDEEMED("io.guestchat.invite.redeemed", EventType.SESSIONS, true),
    REDEMPTION_REFUSED("io.guestchat.redemption.refused", EventType.SESSIONS, false),
    CONVERSATION_ENDED("io.guestchat.conversation.ended", EventType.SESSIONS, true),
    LINK_REQUESTED("io.guestchat.link.requested", EventType.SESSIONS, false),
    MESSAGE_WAITING("io.guestchat.message.waiting", EventType.RELAY, false);

    private static final String INVITES = "/guestchat/invites";
    private static final String SESSIONS = "/guestchat/sessions";
    private static final String RELAY = "/guestchat/relay";

    private final String wire;
    private final String source;
    private final boolean oncePerInvite;

    EventType(String wire, String source, boolean oncePerInvite) {
        this.wire = wire;
        this.source = source;
        this.oncePerInvite = oncePerInvite;
    }

    public String wire() {
        return wire;
    }

    /** Which service's matter it is. */
    public String source() {
        return source;
    }

    /** Whether it happens once to an invite: then a repeated event has the same id. */
    public boolean oncePerInvite() {
        return oncePerInvite;
    }
}
