package io.guestchat.session.health;

import io.guestchat.platform.view.LogViews;
import io.guestchat.session.view.Views;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once Redis answers and every partition of the views is whole; not while one is being rebuilt. */
@Readiness
@ApplicationScoped
class ViewsReady implements AsyncHealthCheck {
    private static final Duration WITHIN = Duration.ofSeconds(2);

    private final Views views;
    private final LogViews all;

    ViewsReady(Views views, LogViews all) {
        this.views = views;
        this.all = all;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .completionStage(() -> views.whole().toCompletionStage())
                .ifNoItem()
                .after(WITHIN)
                .fail()
                .onFailure()
                .recoverWithItem(false)
                .map(whole -> HealthCheckResponse.named("views")
                        .withData("view-of-this-log", all.areOfThisLog())
                        .status(whole)
                        .build());
    }
}
