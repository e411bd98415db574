package io.guestchat.invite.life;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code PUT /v1/invites/{inviteId}} as sent: well-formed, its values not checked yet ({@link Offer}).
 *
 * @param expiresIn           seconds
 * @param conversationIdleTtl seconds
 */
public record InviteRequest(
        @Nullable String memberId,
        @Nullable String claimHash,
        @Nullable String sealedRecord,
        @Nullable Long expiresIn,
        @Nullable Long conversationIdleTtl,
        @Nullable Map<String, String> metadata) {}
