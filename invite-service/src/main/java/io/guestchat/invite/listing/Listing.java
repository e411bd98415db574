package io.guestchat.invite.listing;

import io.guestchat.invite.life.Invite;
import io.guestchat.protocol.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds a page of a tenant's invites. */
@ApplicationScoped
public class Listing {
    /** Bounds the work of one call whose status is rare: its page may be short, or empty, and still have a next one. */
    private static final int MAX_EXAMINED = 1_000;

    private final Catalogue catalogue;
    private final InstantSource clock;

    Listing(Catalogue catalogue, InstantSource clock) {
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /**
     * A page of invites, newest first.
     *
     * @param next where it ended, or null if nothing comes after it
     */
    public record Page(List<Invite> invites, @Nullable Position next) {}

    public Page page(TenantId tenant, InviteQuery query) {
        Instant now = clock.instant();
        List<Invite> matches = new ArrayList<>();
        Position last = query.after();
        for (int examined = 0; examined < MAX_EXAMINED; ) {
            int wanted = query.limit() + 1;
            List<Position> places = catalogue.newest(tenant, query.member(), last, wanted);
            for (Invite invite :
                    catalogue.findAll(places.stream().map(Position::id).toList())) {
                if (query.status() == null || invite.status(now) == query.status()) {
                    matches.add(invite);
                }
            }
            if (matches.size() > query.limit()) {
                List<Invite> invites = matches.subList(0, query.limit());
                return new Page(invites, position(invites.getLast()));
            }
            if (places.size() < wanted) {
                return new Page(matches, null);
            }
            last = places.getLast();
            examined += places.size();
        }
        return new Page(matches, last);
    }

    private static Position position(Invite invite) {
        return Position.of(invite.record().createdAt(), invite.id());
    }
}
