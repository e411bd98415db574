package io.guestchat.invite;

import io.guestchat.protocol.limit.Limits;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What an operator sets for this service alone. */
@ConfigMapping(prefix = "guestchat.invite")
public interface InviteConfig {

    /** What a guest link has before its {@code #}: the public URL of the guest page. Short: it counts in every SMS. */
    String linkBase();

    /** Active invites a member may have. */
    @WithDefault("" + Limits.ACTIVE_INVITES_PER_MEMBER)
    int activePerMember();
}
