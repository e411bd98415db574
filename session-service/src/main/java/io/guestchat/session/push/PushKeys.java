package io.guestchat.session.push;

import io.guestchat.platform.view.Partitions;
import io.guestchat.protocol.id.ConversationId;

/**
 * The Redis keys of one partition of guestchat.push. All share the partition's hash tag, with what {@link
 * io.guestchat.platform.view.LogView} keeps.
 */
record PushKeys(int partition) {
    /** What every key begins with. */
    String prefix() {
        return "session:" + Partitions.tag(partition) + ":";
    }

    /** A conversation's subscription, and what of it is to be pushed. */
    String subscription(ConversationId id) {
        return prefix() + "push:" + id;
    }

    /** The conversations to push, by when. */
    String due() {
        return prefix() + "pushes";
    }
}
