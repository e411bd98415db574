package io.guestchat.session.view;

import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** How far the three views are. */
@ApplicationScoped
public class Views {
    private final InvitesView invites;
    private final SessionsView sessions;
    private final ActivityView activity;

    Views(InvitesView invites, SessionsView sessions, ActivityView activity) {
        this.invites = invites;
        this.sessions = sessions;
        this.activity = activity;
    }

    /** Redis key of the last offset of guestchat.invites that the view has. */
    public String invitesApplied(int partition) {
        return invites.view().appliedKey(partition);
    }

    /** Redis key of the last offset of guestchat.sessions that the view has. */
    public String sessionsApplied(int partition) {
        return sessions.view().appliedKey(partition);
    }

    /** Redis key of the last offset of guestchat.activity that the view has. */
    String activityApplied(int partition) {
        return activity.view().appliedKey(partition);
    }

    /** Redis keys that all exist exactly while a partition's views are whole. */
    List<String> live(int partition) {
        return List.of(
                invites.view().liveKey(partition),
                sessions.view().liveKey(partition),
                activity.view().liveKey(partition));
    }

    /** Whether every partition of all of them is whole. */
    public Future<Boolean> whole() {
        return Future.all(
                        invites.view().live(),
                        sessions.view().live(),
                        activity.view().live())
                .map(all -> all.<Boolean>list().stream().allMatch(whole -> whole));
    }
}
