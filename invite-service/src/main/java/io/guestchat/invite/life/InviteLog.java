package io.guestchat.invite.life;

import io.guestchat.protocol.topic.InviteRecord;

/** The record of all invites. */
public interface InviteLog {

    /**
     * Appends a change and returns once {@link Invites} shows what became of it. The log's order decides between changes
     * made at the same time: what is read afterwards need not be this record.
     *
     * @throws io.guestchat.platform.problem.ProblemException unavailable, when the outcome is not known: the same change may
     *     be made again
     */
    void append(InviteRecord change);
}
