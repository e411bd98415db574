package io.guestchat.invite.calls;

import io.guestchat.invite.admission.Backend;
import io.guestchat.platform.problem.ProblemException;
import io.guestchat.protocol.problem.ProblemCode;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a query parameter that the call does not have, or that comes twice, as an unknown or duplicate member of a body is: a
 * filter that was misspelt would else list everything. So would one without a value, which the framework gives to the call as
 * one that was not sent.
 */
@Provider
@Backend
@Priority(Priorities.USER)
class KnownParameters implements ContainerRequestFilter {
    @Context
    @Nullable
    ResourceInfo call;

    @Override
    public void filter(ContainerRequestContext request) {
        var sent = request.getUriInfo().getQueryParameters();
        if (sent.isEmpty()) {
            return;
        }
        if (!known().containsAll(sent.keySet()) || sent.values().stream().anyMatch(values -> values.size() != 1)) {
            throw new ProblemException(ProblemCode.MALFORMED, "The query has an unknown parameter, or one twice.");
        }
        sent.forEach((name, values) -> {
            if (values.getFirst().isEmpty()) {
                throw new ProblemException(ProblemCode.INVALID, name + " must not be empty.", name);
            }
        });
    }

    private Set<String> known() {
        if (call == null || call.getResourceMethod() == null) {
            return Set.of();
        }
        return Arrays.stream(call.getResourceMethod().getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(RestQuery.class))
                .map(Parameter::getName)
                .collect(Collectors.toSet());
    }
}
