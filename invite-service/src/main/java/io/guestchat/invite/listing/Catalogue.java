package io.guestchat.invite.listing;

import io.guestchat.invite.life.Invite;
import io.guestchat.protocol.id.InviteId;
import io.guestchat.protocol.id.MemberId;
import io.guestchat.protocol.id.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a tenant's invites are found in order. Both calls throw {@link
 * io.guestchat.platform.view.ViewBehind} while the view is being rebuilt and cannot tell. */
public interface Catalogue {

    /**
     * The newest places of a tenant's invites.
     *
     * @param member of this member only, unless null
     * @param before older than this place only, unless null
     * @param count  at most so many
     */
    List<Position> newest(TenantId tenant, @Nullable MemberId member, @Nullable Position before, int count);

    /** The invites with these ids, in their order, without those that have been forgotten since. */
    List<Invite> findAll(List<InviteId> ids);
}
