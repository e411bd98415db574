package io.guestchat.invite.life;

import io.guestchat.invite.admission.Backend;
import io.guestchat.invite.admission.Caller;
import io.guestchat.platform.problem.ProblemException;
import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.id.InviteId;
import io.guestchat.protocol.problem.ProblemCode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** {@code PUT}, {@code GET} and {@code DELETE /v1/invites/{inviteId}}. */
@Path("/v1/invites/{inviteId}")
@Produces(MediaType.APPLICATION_JSON)
@Backend
public class InviteResource {
    private final Caller caller;
    private final InviteLife life;
    private final InviteDocuments documents;

    InviteResource(Caller caller, InviteLife life, InviteDocuments documents) {
        this.caller = caller;
        this.life = life;
        this.documents = documents;
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Cache(noStore = true)
    @RunOnVirtualThread
    public RestResponse<InviteDocument> create(@RestPath String inviteId, @Nullable InviteRequest request) {
        if (request == null) {
            throw new ProblemException(ProblemCode.MALFORMED, "a JSON object is required");
        }
        InviteId id = newId(inviteId);
        return switch (life.create(caller.tenant(), id, Offer.of(request))) {
            case Creation.Created(Invite invite) ->
                RestResponse.status(RestResponse.Status.CREATED, documents.of(invite));
            case Creation.Repeated(Invite invite) -> RestResponse.ok(documents.of(invite));
            case Creation.Conflicting() ->
                throw new ProblemException(ProblemCode.INVITE_CONFLICT, "the invite exists with other values");
            case Creation.Foreign() -> throw unknown();
            case Creation.OverQuota(var retryAfter) ->
                throw new ProblemException(
                        ProblemCode.QUOTA_EXCEEDED,
                        "the member has as many active invites as allowed",
                        Map.of("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds()))));
        };
    }

    @GET
    @Cache(noStore = true)
    @RunOnVirtualThread
    public InviteDocument get(@RestPath String inviteId) {
        Invite invite = life.find(caller.tenant(), knownId(inviteId));
        if (invite == null) {
            throw unknown();
        }
        return documents.of(invite);
    }

    @DELETE
    @RunOnVirtualThread
    public void revoke(@RestPath String inviteId) {
        if (!life.revoke(caller.tenant(), knownId(inviteId))) {
            throw unknown();
        }
    }

    private static InviteId newId(String inviteId) {
        try {
            return InviteId.parse(inviteId);
        } catch (InvalidValue e) {
            throw new FieldInvalid("inviteId", e);
        }
    }

    /** Nothing can exist under an id of another form. */
    private static InviteId knownId(String inviteId) {
        try {
            return InviteId.parse(inviteId);
        } catch (InvalidValue e) {
            throw unknown();
        }
    }

    private static ProblemException unknown() {
        return new ProblemException(ProblemCode.NOT_FOUND, "there is no such invite");
    }
}
