package io.guestchat.invite.life;

import io.guestchat.platform.view.ViewBehind;
import io.guestchat.protocol.id.InviteId;
import io.guestchat.protocol.id.TenantId;
import io.guestchat.protocol.topic.InviteRecord;
import io.guestchat.protocol.topic.InviteStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * An invite's life as its tenant steers it. Every change is appended to the log first, and every answer is read from the view
 * of it: of any number of nodes that change the same invite at once, all end up with the same truth.
 */
@ApplicationScoped
public class InviteLife {
    private final Invites invites;
    private final InviteLog log;
    private final Allowance allowance;
    private final InstantSource clock;

    InviteLife(Invites invites, InviteLog log, Allowance allowance, InstantSource clock) {
        this.invites = invites;
        this.log = log;
        this.allowance = allowance;
        this.clock = clock;
    }

    /** Creates the invite, unless its id is taken or the member has too many. */
    public Creation create(TenantId tenant, InviteId id, Offer offer) {
        return switch (invites.find(id)) {
            case Found.Known(Invite existing) -> compare(existing, tenant, offer);
            case Found.Forgotten(TenantId owner) ->
                owner.equals(tenant) ? new Creation.Conflicting() : new Creation.Foreign();
            case Found.Nothing() -> createNew(tenant, id, offer);
        };
    }

    private Creation createNew(TenantId tenant, InviteId id, Offer offer) {
        InviteRecord wanted = offer.record(id, tenant, clock.instant());
        Allowance.Place place = allowance.take(tenant, offer.memberId(), id, wanted.expiresAt());
        if (place instanceof Allowance.Place.Refused(Duration retryAfter)) {
            return new Creation.OverQuota(retryAfter);
        }
        if (log.append(wanted)) {
            return new Creation.Created(new Invite(wanted, false), place);
        }
        if (invites.find(id) instanceof Found.Known(Invite winner)) {
            return compare(winner, tenant, offer);
        }
        throw new ViewBehind();
    }

    /** The tenant's own invite with this id, or null: another tenant's is as unknown as none. */
    public @Nullable Invite find(TenantId tenant, InviteId id) {
        return invites.find(id) instanceof Found.Known(Invite invite) && invite.belongsTo(tenant) ? invite : null;
    }

    /**
     * Ends an invite, whatever has become of it: one that has expired here may have been redeemed a moment before.
     *
     * @return false if the tenant has no such invite
     */
    public boolean revoke(TenantId tenant, InviteId id) {
        Invite invite = find(tenant, id);
        if (invite == null) {
            return false;
        }
        InviteRecord record = invite.record();
        if (record.status() != InviteStatus.REVOKED) {
            log.append(Closing.of(record, InviteStatus.REVOKED, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
            allowance.giveBack(tenant, record.memberId(), id);
        }
        return true;
    }

    private static Creation compare(Invite existing, TenantId tenant, Offer offer) {
        if (!existing.belongsTo(tenant)) {
            return new Creation.Foreign();
        }
        return existing.fulfils(offer) ? new Creation.Repeated(existing) : new Creation.Conflicting();
    }
}
