package io.guestchat.invite.listing;

import io.guestchat.invite.life.FieldInvalid;
import io.guestchat.invite.life.Status;
import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.id.MemberId;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which invites a backend asks for.
 *
 * @param member of this member only, unless null
 * @param status with this status only, unless null
 * @param limit  1 to {@value #MAX_LIMIT} on a page
 * @param after  where the page before ended, or null for the first
 */
record InviteQuery(@Nullable MemberId member, @Nullable Status status, int limit, @Nullable Position after) {
    static final int MAX_LIMIT = 100;
    static final int DEFAULT_LIMIT = 20;
    private static final Pattern LIMIT = Pattern.compile("[1-9][0-9]{0,2}");

    /** @throws FieldInvalid at the first parameter out of range */
    static InviteQuery of(
            @Nullable String memberId, @Nullable String status, @Nullable String limit, @Nullable String cursor) {
        return new InviteQuery(
                at("memberId", memberId, MemberId::parse),
                at("status", status, Status::parse),
                limit == null ? DEFAULT_LIMIT : at("limit", limit, InviteQuery::limit),
                at("cursor", cursor, Position::ofCursor));
    }

    private static <T> @Nullable T at(String field, @Nullable String value, Function<String, T> parse) {
        if (value == null) {
            return null;
        }
        try {
            return parse.apply(value);
        } catch (InvalidValue e) {
            throw new FieldInvalid(field, e);
        }
    }

    private static int limit(String value) {
        if (!LIMIT.matcher(value).matches() || Integer.parseInt(value) > MAX_LIMIT) {
            throw new InvalidValue("must be 1 to " + MAX_LIMIT);
        }
        return Integer.parseInt(value);
    }
}
