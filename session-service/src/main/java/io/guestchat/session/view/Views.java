package io.guestchat.session.view;

import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;

/** How far the two views are. */
@ApplicationScoped
public class Views {
    private final InvitesView invites;
    private final SessionsView sessions;

    Views(InvitesView invites, SessionsView sessions) {
        this.invites = invites;
        this.sessions = sessions;
    }

    /** Redis key of the last offset of guestchat.invites that the view has. */
    public String invitesApplied(int partition) {
        return invites.view().appliedKey(partition);
    }

    /** Redis key of the last offset of guestchat.sessions that the view has. */
    public String sessionsApplied(int partition) {
        return sessions.view().appliedKey(partition);
    }

    /** Whether every partition of both is whole. */
    public Future<Boolean> whole() {
        return Future.all(invites.view().live(), sessions.view().live())
                .map(both -> both.<Boolean>resultAt(0) && both.<Boolean>resultAt(1));
    }
}
