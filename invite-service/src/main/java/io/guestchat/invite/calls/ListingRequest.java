package io.guestchat.invite.calls;

import io.guestchat.invite.life.Status;
import io.guestchat.invite.listing.Listed;
import io.guestchat.invite.listing.Position;
import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.id.MemberId;
import io.guestchat.protocol.id.TenantId;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters of {@code GET /v1/invites} as sent. Refused are, with the field's name, those out of range. */
record ListingRequest(
        @Nullable String memberId,
        @Nullable String status,
        @Nullable String limit,
        @Nullable String cursor) {
    private static final int MAX_LIMIT = 100;
    private static final int DEFAULT_LIMIT = 20;
    private static final Pattern LIMIT = Pattern.compile("[1-9][0-9]{0,2}");

    Listed listed(TenantId tenant) {
        return new Listed(tenant, at("memberId", memberId, MemberId::parse), at("status", status, Status::parse));
    }

    int most() {
        return limit == null ? DEFAULT_LIMIT : Field.at("limit", () -> limit(limit));
    }

    @Nullable
    Position after(Listed listed) {
        return at("cursor", cursor, listed::position);
    }

    private static <T> @Nullable T at(String field, @Nullable String value, Function<String, T> parse) {
        return value == null ? null : Field.at(field, () -> parse.apply(value));
    }

    private static int limit(String value) {
        if (!LIMIT.matcher(value).matches() || Integer.parseInt(value) > MAX_LIMIT) {
            throw new InvalidValue("must be 1 to " + MAX_LIMIT);
        }
        return Integer.parseInt(value);
    }
}
