package io.guestchat.invite.life;

import io.guestchat.protocol.topic.InviteRecord;

/** The record of all invites. */
public interface InviteLog {

    /**
     * Appends a change and returns once {@link Invites} shows what became of it. The log's order decides between changes
     * made at the same time: what is read afterwards need not be this record.
     *
     * @return whether it was this very change that gave the invite its status, and no other before it
     * @throws io.guestchat.platform.view.LogUnavailable when the log did not confirm it: whether it stands is not known, and
     *     the same change may be made again
     * @throws io.guestchat.platform.view.ViewBehind     when it stands and cannot be seen yet
     */
    boolean append(InviteRecord change);
}
