package io.guestchat.invite.listing;

import io.guestchat.invite.life.Status;
import io.guestchat.protocol.id.MemberId;
import org.jspecify.annotations.Nullable;

/**
 * Which invites a backend asks for.
 *
 * @param member of this member only, unless null
 * @param status with this status only, unless null
 * @param limit  at most so many
 * @param after  where the page before ended, or null for the first
 */
public record InviteQuery(
        @Nullable MemberId member,
        @Nullable Status status,
        int limit,
        @Nullable Position after) {}
