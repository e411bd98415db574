package io.guestchat.session.measure;

import io.guestchat.protocol.problem.Problem;
import io.guestchat.protocol.problem.ProblemCode;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Counts every problem that leaves this service, by its code. */
class RefusalFilter {
    /** Response filters run from high to low: this sees what the others have made of it. */
    private static final int LAST = 0;

    private static final Map<String, ProblemCode> CODES =
            Arrays.stream(ProblemCode.values()).collect(Collectors.toMap(ProblemCode::type, Function.identity()));

    private final Measures measures;

    RefusalFilter(Measures measures) {
        this.measures = measures;
    }

    @ServerResponseFilter(priority = LAST)
    public void count(ContainerResponseContext response) {
        if (response.getEntity() instanceof Problem problem && CODES.get(problem.type()) instanceof ProblemCode code) {
            measures.refusal(code);
        }
    }
}
