package io.guestchat.session.view;

import io.guestchat.platform.view.Partitions;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.protocol.id.InviteId;
import io.guestchat.protocol.id.SessionId;

/**
 * The Redis keys of one partition's view, beside the offsets and marks that {@link io.guestchat.platform.view.LogView}
 * keeps. All share the partition's hash tag: one script may touch them all, and they can only be lost together.
 *
 * @param partition of guestchat.invites, guestchat.sessions and guestchat.activity alike
 */
public record ViewKeys(int partition) {
    /** What every key begins with. */
    String prefix() {
        return "session:" + Partitions.tag(partition) + ":";
    }

    public String invite(InviteId id) {
        return prefix() + "invite:" + id;
    }

    public String session(ConversationId id) {
        return prefix() + "session:" + id;
    }

    /** A redemption on its way; the view's script takes it away when the session has come. */
    public String reservation(ConversationId id) {
        return prefix() + "reserved:" + id;
    }

    /** Which conversation a session is of. */
    String conversationOf(SessionId id) {
        return prefix() + "id:" + id;
    }

    /** When somebody wrote last in a conversation. */
    String activity(ConversationId id) {
        return prefix() + "active:" + id;
    }

    /** The conversations, by when there may be something to do about them. */
    String due() {
        return prefix() + "due";
    }

    /** The conversations whose last record in the log is not what the view says. */
    String unsettled() {
        return prefix() + "unsettled";
    }
}
