package io.guestchat.invite.calls;

import io.guestchat.invite.life.Allowance;
import io.guestchat.invite.life.Allowance.Place;
import io.guestchat.invite.life.Creation;
import io.guestchat.platform.problem.ProblemException;
import io.guestchat.protocol.id.TenantId;
import io.guestchat.protocol.problem.ProblemCode;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.OptionalInt;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/**
 * Answers to {@code PUT}, with the quota as draft-ietf-httpapi-ratelimit-headers writes it: {@code q} places, {@code r} of them
 * left, and on a refusal {@code t} seconds until one may be free. There is no window: places are taken for an invite's life.
 */
@ApplicationScoped
class CreationAnswers {
    private static final String POLICY = "RateLimit-Policy";
    private static final String LEFT = "RateLimit";
    private static final String NAME = "\"active-invites\"";

    private final InviteDocuments documents;
    private final Allowance allowance;
    private final MeterRegistry meters;

    CreationAnswers(InviteDocuments documents, Allowance allowance, MeterRegistry meters) {
        this.documents = documents;
        this.allowance = allowance;
        this.meters = meters;
    }

    /** @throws ProblemException if nothing was created */
    RestResponse<InviteDocument> to(TenantId tenant, Creation creation) {
        return switch (creation) {
            case Creation.Created(var invite, Place place) -> {
                count("created");
                var answer = answer(RestResponse.Status.CREATED, documents.of(invite), tenant);
                if (place instanceof Place.Taken(int left)) {
                    answer.header(LEFT, NAME + ";r=" + left);
                }
                yield answer.build();
            }
            case Creation.Repeated(var invite) -> {
                count("repeated");
                yield answer(RestResponse.Status.OK, documents.of(invite), tenant)
                        .build();
            }
            case Creation.Conflicting() ->
                throw refusal(ProblemCode.INVITE_CONFLICT, "The invite exists with other values.", tenant);
            case Creation.Foreign() -> throw Unknown.invite();
            case Creation.OverQuota(Duration retryAfter) ->
                throw refusal(ProblemCode.QUOTA_EXCEEDED, "The member has as many active invites as allowed.", tenant)
                        .with(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds()))
                        .with(LEFT, NAME + ";r=0;t=" + retryAfter.toSeconds());
        };
    }

    private void count(String outcome) {
        meters.counter("guestchat.invite.mints", "outcome", outcome).increment();
    }

    private ResponseBuilder<InviteDocument> answer(
            RestResponse.Status status, InviteDocument document, TenantId tenant) {
        ResponseBuilder<InviteDocument> answer = ResponseBuilder.create(status, document);
        allowance.places(tenant).ifPresent(places -> answer.header(POLICY, policy(places)));
        return answer;
    }

    private ProblemException refusal(ProblemCode code, String detail, TenantId tenant) {
        ProblemException refusal = new ProblemException(code, detail);
        OptionalInt places = allowance.places(tenant);
        return places.isPresent() ? refusal.with(POLICY, policy(places.getAsInt())) : refusal;
    }

    private static String policy(int places) {
        return NAME + ";q=" + places;
    }
}
