package io.guestchat.invite.listing;

import io.guestchat.protocol.Base64Url;
import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.id.InviteId;
import java.nio.charset.StandardCharsets;
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

    /** @throws InvalidValue if it is no cursor of ours */
    public static Position ofCursor(String cursor) {
        String sortKey = new String(Base64Url.decode(cursor), StandardCharsets.ISO_8859_1);
        if (sortKey.length() <= TIME_DIGITS
                || !TIME.matcher(sortKey.substring(0, TIME_DIGITS)).matches()) {
            throw new InvalidValue("must be a cursor from an earlier answer");
        }
        InviteId.parse(sortKey.substring(TIME_DIGITS));
        return new Position(sortKey);
    }

    /** The place as clients get it: opaque to them, and good for as long as they like. */
    public String cursor() {
        return Base64Url.encode(sortKey.getBytes(StandardCharsets.ISO_8859_1));
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
