package io.guestchat.invite.listing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.guestchat.invite.admission.Backend;
import io.guestchat.invite.admission.Caller;
import io.guestchat.invite.life.InviteDocument;
import io.guestchat.invite.life.InviteDocuments;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/invites}. */
@Path("/v1/invites")
@Produces(MediaType.APPLICATION_JSON)
@Backend
public class ListingResource {
    private final Caller caller;
    private final Listing listing;
    private final InviteDocuments documents;

    ListingResource(Caller caller, Listing listing, InviteDocuments documents) {
        this.caller = caller;
        this.listing = listing;
        this.documents = documents;
    }

    /** A page of invites; {@code nextCursor} is there while more may come. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PageDocument(List<InviteDocument> invites, @Nullable String nextCursor) {}

    @GET
    @Cache(noStore = true)
    @RunOnVirtualThread
    public PageDocument list(
            @RestQuery @Nullable String memberId,
            @RestQuery @Nullable String status,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        Listing.Page page = listing.page(caller.tenant(), InviteQuery.of(memberId, status, limit, cursor));
        Position next = page.next();
        return new PageDocument(
                page.invites().stream().map(documents::of).toList(), next == null ? null : next.cursor());
    }
}
