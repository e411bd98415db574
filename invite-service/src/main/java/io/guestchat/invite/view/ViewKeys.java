package io.guestchat.invite.view;

import io.guestchat.platform.view.Partitions;
import io.guestchat.protocol.id.InviteId;
import io.guestchat.protocol.id.MemberId;
import io.guestchat.protocol.id.TenantId;
import io.guestchat.protocol.limit.Limits;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names of the view's keys, as {@code apply.lua} writes them. */
final class ViewKeys {
    /** Services learn from each other within 2 s: an invite redeemed just before its expiry is not told to have expired. */
    private static final Duration SESSION_ARRIVES_WITHIN = Duration.ofSeconds(3);

    private ViewKeys() {}

    /** What all keys of a partition begin with. */
    static String prefix(int partition) {
        return "invite:" + Partitions.tag(partition) + ":";
    }

    /** What {@code apply.lua} gets before the records. */
    static List<Object> scriptHead(int partition) {
        return List.of(prefix(partition), Limits.REMEMBERED.toMillis(), SESSION_ARRIVES_WITHIN.toMillis());
    }

    static String invite(int partition, InviteId id) {
        return prefix(partition) + "i:" + id;
    }

    static String session(int partition, InviteId id) {
        return prefix(partition) + "s:" + id;
    }

    /** Places of a tenant's invites, or of one member's. */
    static String places(int partition, TenantId tenant, @Nullable MemberId member) {
        return prefix(partition) + (member == null ? "t:" + tenant : "m:" + tenant + ":" + member);
    }

    static String active(int partition, TenantId tenant, MemberId member) {
        return prefix(partition) + "a:" + tenant + ":" + member;
    }

    static String due(int partition) {
        return prefix(partition) + "due";
    }
}
