package io.guestchat.relay.admission;

import io.guestchat.protocol.frame.Side;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.protocol.id.MemberId;
import io.guestchat.protocol.id.SessionId;
import io.guestchat.protocol.id.TenantId;

/** Who is connected. */
public sealed interface Identity {
    TenantId tenant();

    Side side();

    /** Its one spelling: of two connections with the same, the newer replaces the older. */
    String key();

    /** A guest: one session, one conversation. */
    record Guest(TenantId tenant, SessionId session, ConversationId conversation) implements Identity {
        @Override
        public Side side() {
            return Side.GUEST;
        }

        @Override
        public String key() {
            return "g/" + session;
        }
    }

    /** A member, in all of its conversations. */
    record Member(TenantId tenant, MemberId member) implements Identity {
        @Override
        public Side side() {
            return Side.MEMBER;
        }

        @Override
        public String key() {
            return "m/" + tenant + "/" + member;
        }
    }
}
