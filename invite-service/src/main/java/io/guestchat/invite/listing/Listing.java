package io.guestchat.invite.listing;

import io.guestchat.invite.life.Invite;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds a page of invites. */
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

    /**
     * The page after a place.
     *
     * @param limit at most so many invites
     * @param after where the page before ended, or null for the first
     */
    public Page page(Listed listed, int limit, @Nullable Position after) {
        Instant now = clock.instant();
        List<Invite> matches = new ArrayList<>();
        Position last = after;
        for (int examined = 0; examined < MAX_EXAMINED; ) {
            int wanted = limit + 1;
            List<Position> places = catalogue.newest(listed.tenant(), listed.member(), last, wanted);
            for (Invite invite :
                    catalogue.findAll(places.stream().map(Position::id).toList())) {
                if (listed.status() == null || invite.status(now) == listed.status()) {
                    matches.add(invite);
                }
            }
            if (matches.size() > limit) {
                List<Invite> invites = matches.subList(0, limit);
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
