package io.guestchat.relay.conversation;

import io.guestchat.protocol.frame.AlertCode;
import io.guestchat.protocol.frame.ConversationStatus;
import io.guestchat.protocol.frame.EndReason;
import io.guestchat.protocol.id.ConversationId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a conversation stands for one side.
 *
 * @param session   id of the guest's session
 * @param accepted  the side's highest accepted n
 * @param delivered the highest of its n that the peer has acknowledged
 * @param acked     the highest seq it has acknowledged itself
 * @param last      the highest seq that was ever put into its mailbox
 * @param openedAt  ms since the epoch
 * @param rested    when the side may send a whole burst again, in ms since the epoch; past if it may now
 * @param alerts    what it has not been told yet
 */
public record ConversationState(
        ConversationId id,
        ConversationStatus status,
        @Nullable EndReason reason,
        String session,
        long openedAt,
        long accepted,
        long delivered,
        long acked,
        long last,
        long rested,
        List<AlertCode> alerts) {
    public boolean isOpen() {
        return status == ConversationStatus.OPEN;
    }
}
