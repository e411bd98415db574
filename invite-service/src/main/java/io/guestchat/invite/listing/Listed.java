package io.guestchat.invite.listing;

import io.guestchat.invite.life.Status;
import io.guestchat.protocol.Base64Url;
import io.guestchat.protocol.InvalidValue;
import io.guestchat.protocol.id.MemberId;
import io.guestchat.protocol.id.TenantId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which invites are listed, page after page.
 *
 * @param tenant whose
 * @param member of this member only, unless null
 * @param status with this status only, unless null
 */
public record Listed(
        TenantId tenant,
        @Nullable MemberId member,
        @Nullable Status status) {
    private static final int CHECK_BYTES = 8;

    /** Where a page of this listing ended, as clients get it: opaque to them, and good for as long as they like. */
    public String cursor(Position end) {
        byte[] sortKey = end.sortKey().getBytes(StandardCharsets.ISO_8859_1);
        byte[] cursor = Arrays.copyOf(sortKey, sortKey.length + CHECK_BYTES);
        System.arraycopy(check(end), 0, cursor, sortKey.length, CHECK_BYTES);
        return Base64Url.encode(cursor);
    }

    /**
     * The place in a cursor of this very listing. A cursor made up with care passes too, and does no harm: it is a place among
     * the invites that are listed, and no more.
     *
     * @throws InvalidValue if it is not one
     */
    public Position position(String cursor) {
        byte[] bytes = Base64Url.decode(cursor);
        int length = Math.max(0, bytes.length - CHECK_BYTES);
        Position position = Position.parse(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
        if (!Arrays.equals(check(position), Arrays.copyOfRange(bytes, length, bytes.length))) {
            throw new InvalidValue("must be a cursor from an earlier page of the same listing");
        }
        return position;
    }

    private byte[] check(Position position) {
        String said = tenant + "\n" + (member == null ? "" : member) + "\n" + (status == null ? "" : status.wire())
                + "\n" + position.sortKey();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(said.getBytes(StandardCharsets.ISO_8859_1));
            return Arrays.copyOf(digest, CHECK_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
