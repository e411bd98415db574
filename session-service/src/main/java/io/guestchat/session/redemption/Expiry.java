package io.guestchat.session.redemption;

import io.guestchat.protocol.limit.Limits;
import io.guestchat.protocol.topic.InviteRecord;
import io.guestchat.protocol.topic.InviteStatus;
import io.guestchat.session.invite.Opened;
import java.time.Instant;

/** When an invite that nobody redeemed is over: by the invite-service's word, by its time, or by the token's own. */
final class Expiry {
    private Expiry() {}

    static boolean passed(Opened opened, Instant now) {
        return passed(opened.invite(), now)
                || !now.isBefore(opened.token().expiresAt().plus(Limits.CLOCK_LEEWAY));
    }

    static boolean passed(InviteRecord invite, Instant now) {
        return invite.status() == InviteStatus.EXPIRED || !now.isBefore(invite.expiresAt());
    }
}
