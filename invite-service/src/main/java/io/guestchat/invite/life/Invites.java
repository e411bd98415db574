package io.guestchat.invite.life;

import io.guestchat.protocol.id.InviteId;

/** The invites that the log knows, as far as this service's view has been applied. */
public interface Invites {

    /** @throws io.guestchat.platform.view.ViewBehind while the view is being rebuilt and cannot tell */
    Found find(InviteId id);
}
