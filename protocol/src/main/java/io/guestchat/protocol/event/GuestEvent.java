package io.guestchat.protocol.event;

import io.guestchat.protocol.id.InviteId;
import io.guestchat.protocol.id.TenantId;
import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened to an invite or to its conversation.
 *
 * @param id   the same whenever the same thing is told again
 * @param time when it happened, not when it was told
 */
public record GuestEvent(String id, InviteId invite, TenantId tenant, Instant time, EventData data) {

    /** An event with the id that it has to have. */
    public static GuestEvent of(InviteId invite, TenantId tenant, Instant time, EventData data) {
        EventType type = data.type();
        String suffix =
                type.oncePerInvite() ? invite.value() : UUID.randomUUID().toString();
        return new GuestEvent(type.wire() + ":" + suffix, invite, tenant, time, data);
    }
}
