package io.guestchat.invite.view;

import io.guestchat.platform.view.LogViews;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while Redis answers and both views are whole. Kafka's absence does not make this node unready: what can be read is
 * still read, and only changes are refused.
 */
@Readiness
@ApplicationScoped
class ViewsReady implements AsyncHealthCheck {
    private final InvitesView invites;
    private final SessionsView sessions;
    private final LogViews views;

    ViewsReady(InvitesView invites, SessionsView sessions, LogViews views) {
        this.invites = invites;
        this.sessions = sessions;
        this.views = views;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        Future<HealthCheckResponse> answer = Future.all(
                        invites.view().live(), sessions.view().live())
                .map(live -> HealthCheckResponse.named("views")
                        .withData("invites", live.<Boolean>resultAt(0))
                        .withData("sessions", live.<Boolean>resultAt(1))
                        .withData("view-of-this-log", views.areOfThisLog())
                        .status(live.<Boolean>resultAt(0) && live.<Boolean>resultAt(1))
                        .build())
                .otherwise(e -> HealthCheckResponse.named("views")
                        .withData("redis", "away")
                        .down()
                        .build());
        return Uni.createFrom().completionStage(answer::toCompletionStage);
    }
}
