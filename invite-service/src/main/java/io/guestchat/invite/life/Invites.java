package io.guestchat.invite.life;

import io.guestchat.protocol.id.InviteId;
import org.jspecify.annotations.Nullable;

/** The invites that the log knows, as far as this service's view has been applied. */
public interface Invites {

    /**
     * The invite with this id, whosever it is, or null if the log knows none.
     *
     * @throws io.guestchat.platform.view.ViewBehind while the view is being rebuilt and cannot tell
     */
    @Nullable
    Invite find(InviteId id);
}
