package io.guestchat.invite.listing;

import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.id.InviteId;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * An invite's place among all others: by its creation in milliseconds, then by its id. New invites come in front, so a page
 * that continues from a place is not moved by them.
 *
 * @param sortKey the creation in {@value #TIME_DIGITS} hexadecimal digits, then the id; its order as text is the order of places
 */
public record Position(String sortKey) implements Comparable<Position> {
    private static final int TIME_DIGITS = 12;
    private static final Pattern TIME = Pattern.compile("[0-9a-f]{" + TIME_DIGITS + "}");

    public static Position of(Instant createdAt, InviteId id) {
        return new Position(String.format("%0" + TIME_DIGITS + "x", createdAt.toEpochMilli()) + id.value());
    }

    /** @throws InvalidValue if it is no sort key of ours */
    static Position parse(String sortKey) {
        if (sortKey.length() <= TIME_DIGITS
                || !TIME.matcher(sortKey.substring(0, TIME_DIGITS)).matches()) {
            throw new InvalidValue("must be a place in a listing");
        }
        InviteId.parse(sortKey.substring(TIME_DIGITS));
        return new Position(sortKey);
    }

    public InviteId id() {
        return new InviteId(sortKey.substring(TIME_DIGITS));
    }

    /** Older places come first. */
    @Override
    public int compareTo(Position other) {
        return sortKey.compareTo(other.sortKey);
    }
}
