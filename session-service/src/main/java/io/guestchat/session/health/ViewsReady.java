package io.guestchat.session.health;

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

    ViewsReady(Views views) {
        this.views = views;
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
                .map(whole -> HealthCheckResponse.named("views").status(whole).build());
    }
}
