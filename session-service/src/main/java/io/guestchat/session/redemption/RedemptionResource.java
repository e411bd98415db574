package io.guestchat.session.redemption;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.guestchat.platform.killswitch.KillSwitches;
import io.guestchat.platform.problem.ProblemException;
import io.guestchat.protocol.id.ConversationId;
import io.guestchat.protocol.id.SessionId;
import io.guestchat.protocol.problem.ProblemCode;
import io.guestchat.protocol.topic.InviteStatus;
import io.guestchat.protocol.topic.SessionRecord;
import io.guestchat.session.SessionConfig;
import io.guestchat.session.admission.Failures;
import io.guestchat.session.admission.FailuresCounted;
import io.guestchat.session.invite.AuthenticLink;
import io.guestchat.session.invite.Invites;
import io.guestchat.session.invite.Opened;
import io.guestchat.session.invite.PresentedLink;
import io.guestchat.session.measure.Measures;
import io.guestchat.session.proof.Proofs;
import io.guestchat.session.session.AccessTokens;
import io.guestchat.session.vapid.Vapid;
import io.guestchat.session.view.Lifetimes;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A page shows its link: what is behind it, and redeeming it. */
@Path("/v1/sessions")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@FailuresCounted
@RunOnVirtualThread
public class RedemptionResource {
    private final Invites invites;
    private final KillSwitches switches;
    private final Failures failures;
    private final Proofs proofs;
    private final Redemption redemption;
    private final AccessTokens tokens;
    private final Lifetimes lifetimes;
    private final Measures measures;
    private final Vapid vapid;
    private final URI relayUrl;

    RedemptionResource(
            Invites invites,
            KillSwitches switches,
            Failures failures,
            Proofs proofs,
            Redemption redemption,
            AccessTokens tokens,
            Lifetimes lifetimes,
            Measures measures,
            Vapid vapid,
            SessionConfig config) {
        this.invites = invites;
        this.switches = switches;
        this.failures = failures;
        this.proofs = proofs;
        this.redemption = redemption;
        this.tokens = tokens;
        this.lifetimes = lifetimes;
        this.measures = measures;
        this.vapid = vapid;
        this.relayUrl = config.relayUrl();
    }

    /** What a page shows before joining. @param sealedRecord absent once redeemed */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Preview(@Nullable String sealedRecord, Instant expiresAt, boolean redeemed) {}

    /**
     * A bound session.
     *
     * @param expiresIn the access token's, in seconds
     * @param pushKey   to subscribe to pushes with; absent if there are none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Session(
            SessionId sessionId,
            ConversationId conversationId,
            String accessToken,
            long expiresIn,
            String sealedRecord,
            URI relayUrl,
            Instant idleExpiresAt,
            @Nullable String pushKey) {}

    /** What is behind the link; changes nothing. */
    @POST
    @Path("/preview")
    public Response preview(
            @Nullable PresentedLink link,
            @Context ContainerRequestContext context,
            @Context HttpServerRequest request) {
        Opened opened = open(link, context, request);
        boolean redeemed = opened.session() != null;
        if (opened.invite().status() == InviteStatus.REVOKED) {
            throw gone(ProblemCode.INVITE_REVOKED);
        }
        if (!redeemed && Expiry.passed(opened, Instant.now())) {
            throw gone(ProblemCode.INVITE_EXPIRED);
        }
        measures.preview(redeemed);
        proofs.offerNonce(context);
        Instant expiresAt = opened.invite().expiresAt();
        return confidential(
                Response.ok(new Preview(redeemed ? null : opened.invite().sealedRecord(), expiresAt, redeemed)));
    }

    /** Redeems the invite for the key that proves the request, and binds the session to it. */
    @POST
    public Response redeem(
            @Nullable PresentedLink link,
            @Context ContainerRequestContext context,
            @Context HttpServerRequest request) {
        Opened opened = open(link, context, request);
        String jkt = proofs.require(context, "/v1/sessions", null);
        RedemptionResult result = redemption.redeem(opened, jkt);
        measures.redemption(result.outcome());
        return switch (result) {
            case RedemptionResult.Bound(SessionRecord session) -> bound(Response.Status.CREATED, session, opened);
            case RedemptionResult.AlreadyBound(SessionRecord session) -> bound(Response.Status.OK, session, opened);
            case RedemptionResult.Ended() -> throw gone(ProblemCode.SESSION_ENDED);
            case RedemptionResult.Used() -> throw gone(ProblemCode.INVITE_USED);
            case RedemptionResult.Expired() -> throw gone(ProblemCode.INVITE_EXPIRED);
            case RedemptionResult.Revoked() -> throw gone(ProblemCode.INVITE_REVOKED);
        };
    }

    private Opened open(@Nullable PresentedLink link, ContainerRequestContext context, HttpServerRequest request) {
        AuthenticLink authentic = invites.authentic(link);
        switches.requireRedemption(authentic.token().tenantId());
        failures.admit(context, request);
        return invites.open(authentic);
    }

    private Response bound(Response.Status status, SessionRecord session, Opened opened) {
        return confidential(Response.status(status)
                .entity(new Session(
                        session.sessionId(),
                        session.conversationId(),
                        tokens.issue(session),
                        tokens.lifeSeconds(),
                        opened.invite().sealedRecord(),
                        relayUrl,
                        lifetimes.idleExpiresAt(session, opened.activeAt()),
                        vapid.publicKey().orElse(null))));
    }

    private static Response confidential(Response.ResponseBuilder response) {
        return response.header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }

    private static ProblemException gone(ProblemCode code) {
        return new ProblemException(code, "This link cannot be used any more.");
    }
}
