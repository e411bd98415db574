package io.guestchat.relay.conversation;

import io.guestchat.protocol.id.MemberId;
import io.guestchat.protocol.id.TenantId;

/** The sharded channel on which a member's sockets hear of new conversations: the message is the conversation's id. */
public final class MemberChannel {
    private MemberChannel() {}

    public static String of(TenantId tenant, MemberId member) {
        return "u:{" + name(tenant, member) + "}";
    }

    /** A member's name among all tenants. */
    static String name(TenantId tenant, MemberId member) {
        return tenant + "/" + member;
    }
}
