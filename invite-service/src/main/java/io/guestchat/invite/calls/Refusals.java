package io.guestchat.invite.calls;

import io.guestchat.protocol.problem.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/** Counts every problem that is answered, by its code. */
@Provider
class Refusals implements ContainerResponseFilter {
    private final MeterRegistry meters;

    Refusals(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof Problem problem) {
            String code = problem.type().substring(problem.type().lastIndexOf(':') + 1);
            meters.counter("guestchat.invite.refusals", "code", code).increment();
        }
    }
}
