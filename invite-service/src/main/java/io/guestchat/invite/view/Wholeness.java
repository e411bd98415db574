package io.guestchat.invite.view;

import io.guestchat.platform.view.ViewBehind;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;

/** Whether a partition's views, of invites and of sessions, are whole, or still being rebuilt. */
@ApplicationScoped
class Wholeness {
    private final InvitesView invites;
    private final SessionsView sessions;

    Wholeness(InvitesView invites, SessionsView sessions) {
        this.invites = invites;
        this.sessions = sessions;
    }

    /** To be sent behind the reading that it is about. */
    Request question(int partition) {
        return Request.cmd(Command.EXISTS)
                .arg(invites.view().liveKey(partition))
                .arg(sessions.view().liveKey(partition));
    }

    /** @throws ViewBehind if the answer to the question was no */
    void require(Response answer) {
        if (answer.toInteger() != 2) {
            throw new ViewBehind();
        }
    }
}
