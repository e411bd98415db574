package io.guestchat.invite.calls;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.guestchat.invite.admission.Backend;
import io.guestchat.invite.admission.Caller;
import io.guestchat.invite.life.Invite;
import io.guestchat.invite.life.InviteLife;
import io.guestchat.invite.listing.Listed;
import io.guestchat.invite.listing.Listing;
import io.guestchat.invite.listing.Position;
import io.guestchat.platform.killswitch.KillSwitches;
import io.guestchat.platform.problem.ProblemException;
import io.guestchat.platform.tenant.Tenants;
import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.id.InviteId;
import io.guestchat.protocol.id.TenantId;
import io.guestchat.protocol.problem.ProblemCode;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** {@code /v1/invites}. Each call has a virtual thread of its own: it checks a signature, makes another, and waits. */
@Path("/v1/invites")
@Produces(MediaType.APPLICATION_JSON)
@Backend
@RunOnVirtualThread
public class InvitesResource {
    private final Caller caller;
    private final Tenants tenants;
    private final KillSwitches switches;
    private final InviteLife life;
    private final Listing listing;
    private final InviteDocuments documents;
    private final CreationAnswers answers;
    private final MeterRegistry meters;

    InvitesResource(
            Caller caller,
            Tenants tenants,
            KillSwitches switches,
            InviteLife life,
            Listing listing,
            InviteDocuments documents,
            CreationAnswers answers,
            MeterRegistry meters) {
        this.caller = caller;
        this.tenants = tenants;
        this.switches = switches;
        this.life = life;
        this.listing = listing;
        this.documents = documents;
        this.answers = answers;
        this.meters = meters;
    }

    /** A page of invites; {@code nextCursor} is there while more may come. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PageDocument(
            List<InviteDocument> invites, @Nullable String nextCursor) {}

    @GET
    @Cache(noStore = true)
    public PageDocument list(
            @RestQuery @Nullable String memberId,
            @RestQuery @Nullable String status,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        ListingRequest request = new ListingRequest(memberId, status, limit, cursor);
        Listed listed = request.listed(caller.tenant());
        Listing.Page page = listing.page(listed, request.most(), request.after(listed));
        Position next = page.next();
        return new PageDocument(
                page.invites().stream().map(documents::of).toList(), next == null ? null : listed.cursor(next));
    }

    @PUT
    @Path("{inviteId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Cache(noStore = true)
    public RestResponse<InviteDocument> create(@RestPath String inviteId, @Nullable InviteRequest request) {
        TenantId tenant = caller.tenant();
        switches.requireMinting(tenant);
        if (request == null) {
            throw new ProblemException(ProblemCode.MALFORMED, "A JSON object is required.");
        }
        InviteId id = Field.at("inviteId", () -> InviteId.parse(inviteId));
        return answers.to(tenant, life.create(tenant, id, request.offer(tenants.settings(tenant))));
    }

    @GET
    @Path("{inviteId}")
    @Cache(noStore = true)
    public InviteDocument get(@RestPath String inviteId) {
        Invite invite = life.find(caller.tenant(), known(inviteId));
        if (invite == null) {
            throw Unknown.invite();
        }
        return documents.of(invite);
    }

    @DELETE
    @Path("{inviteId}")
    public void revoke(@RestPath String inviteId) {
        if (!life.revoke(caller.tenant(), known(inviteId))) {
            throw Unknown.invite();
        }
        meters.counter("guestchat.invite.revocations").increment();
    }

    /** Nothing can exist under an id of another form. */
    private static InviteId known(String inviteId) {
        try {
            return InviteId.parse(inviteId);
        } catch (InvalidValue e) {
            throw Unknown.invite();
        }
    }
}
